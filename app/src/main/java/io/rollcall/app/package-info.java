/**
 * The {@code rollcall} program: its commands. What they use is in the packages below, which know nothing of them. Everything is wired
 * here, and only here.
 */
package io.rollcall.app;
