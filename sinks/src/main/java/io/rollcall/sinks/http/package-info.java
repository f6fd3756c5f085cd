/** The sink that posts events over HTTP, and what other sinks that do so have in common. */
package io.rollcall.sinks.http;
