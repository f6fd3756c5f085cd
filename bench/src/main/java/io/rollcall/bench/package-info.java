/** Measurements of Rollcall, and models of other collectors to compare it with. */
package io.rollcall.bench;
