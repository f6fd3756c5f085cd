package io.rollcall.sinks;

import io.rollcall.engine.time.Clock;
import io.rollcall.sinks.net.Resolver;
import java.io.OutputStream;
import java.util.Objects;

/**
 * What sinks need of the process they run in.
 *
 * @param clock time of day, for the rotation of files
 * @param stdout the standard output, as a stream that throws what goes wrong; not a print stream
 * @param hostname the name of this machine, for syslog headers
 * @param resolver addresses of receivers
 */
public record Surroundings(Clock clock, OutputStream stdout, String hostname, Resolver resolver) {

    public Surroundings {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(stdout, "stdout");
        Objects.requireNonNull(hostname, "hostname");
        Objects.requireNonNull(resolver, "resolver");
    }
}
