/** Placeholder. */
package io.rollcall.sources;
