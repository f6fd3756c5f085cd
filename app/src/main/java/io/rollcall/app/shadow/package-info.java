/** The watch over what another collector brings, of which only what it has lost is delivered. */
package io.rollcall.app.shadow;
