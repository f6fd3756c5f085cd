/** The web server, with control over every byte and over the connection itself. */
@NullMarked
package io.rollcall.sim.http;

import org.jspecify.annotations.NullMarked;
