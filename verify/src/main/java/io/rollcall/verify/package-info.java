/** Placeholder. */
package io.rollcall.verify;
