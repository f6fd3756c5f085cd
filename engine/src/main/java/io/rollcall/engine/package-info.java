/** Placeholder. */
package io.rollcall.engine;
