/** What is found when past windows are read again by chance, to see whether what is said of them is true. */
package io.rollcall.engine.selfaudit;
