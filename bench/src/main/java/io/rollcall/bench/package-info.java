/** Placeholder. */
package io.rollcall.bench;
