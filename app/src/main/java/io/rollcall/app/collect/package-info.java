/** A collector that runs: everything a configuration asks for, opened, wired, kept going and watched. */
package io.rollcall.app.collect;
