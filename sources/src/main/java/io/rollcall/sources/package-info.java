/** Opens sources, and finds out what is in their way. */
package io.rollcall.sources;
