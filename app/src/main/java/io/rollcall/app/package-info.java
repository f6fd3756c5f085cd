/** Placeholder. */
package io.rollcall.app;
