/** What people and scripts read: JSON, rows of figures, lines of progress, and what is said of a failure. */
package io.rollcall.app.text;
