/** The roll call by what sides say of each hour as a whole: which hours need not be read event by event. */
package io.rollcall.audit.quick;
