package io.rollcall.app.config;

import io.rollcall.engine.time.Clock;
import io.rollcall.sinks.Surroundings;
import io.rollcall.sinks.net.Resolver;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What the process has around it. */
public final class Environment {

    private Environment() {}

    public static Surroundings surroundings(Clock clock) {
        return new Surroundings(clock, new FileOutputStream(FileDescriptor.out), hostname(), Resolver.system());
    }

    private static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
