/** Office 365 Management Activity API. */
@NullMarked
package io.rollcall.sim.office365;

import org.jspecify.annotations.NullMarked;
