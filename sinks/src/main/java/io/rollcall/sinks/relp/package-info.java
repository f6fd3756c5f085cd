/** The sink that speaks RELP, whose receivers answer for each message. */
package io.rollcall.sinks.relp;
