/** Sinks in front of sinks: those that choose, wait or tell. */
package io.rollcall.app.delivery;
