/** How fast sinks are beside plain writers of the same protocols. */
package io.rollcall.bench.sinks;
