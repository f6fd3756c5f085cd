/** The {@code rollcall} command: everything is wired here, and only here. */
package io.rollcall.app;
