/** Azure AD Graph reporting API. */
@NullMarked
package io.rollcall.sim.aadgraph;

import org.jspecify.annotations.NullMarked;
