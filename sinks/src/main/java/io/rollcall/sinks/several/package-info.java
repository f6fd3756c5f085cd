/** Several sinks for the same streams: what each gets, how far it has got, and a way to feed all of them at once. */
package io.rollcall.sinks.several;
