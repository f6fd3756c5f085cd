/** Microsoft Graph audit log API. */
@NullMarked
package io.rollcall.sim.msgraph;

import org.jspecify.annotations.NullMarked;
