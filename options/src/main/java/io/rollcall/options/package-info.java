/** Placeholder. */
package io.rollcall.options;
