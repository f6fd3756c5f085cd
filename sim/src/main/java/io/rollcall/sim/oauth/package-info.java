/** Token endpoints and the access tokens they issue. */
@NullMarked
package io.rollcall.sim.oauth;

import org.jspecify.annotations.NullMarked;
