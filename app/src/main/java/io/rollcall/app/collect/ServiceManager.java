package io.rollcall.app.collect;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The service manager that started this process, if it wants to be told how it fares: systemd with {@code Type=notify}. Told through the
 * program {@code systemd-notify}, since Java has no datagram sockets of the kind systemd listens on; so the unit needs {@code
 * NotifyAccess=all}. Without such a manager nothing happens.
 */
public final class ServiceManager {

    private static final String PROGRAM = "systemd-notify";

    private final List<String> command;
    private final boolean isThere;
    private final Optional<Duration> watchdog;

    private ServiceManager(List<String> command, boolean isThere, Optional<Duration> watchdog) {
        this.command = command;
        this.isThere = isThere;
        this.watchdog = watchdog;
    }

    /** The one the environment names. */
    public static ServiceManager of(Map<String, String> environment) {
        return of(environment, List.of(PROGRAM));
    }

    /** @param command tells it what the arguments added say */
    public static ServiceManager of(Map<String, String> environment, List<String> command) {
        boolean isThere = environment.containsKey("NOTIFY_SOCKET");
        Optional<Duration> watchdog = Optional.ofNullable(environment.get("WATCHDOG_USEC"))
                .filter(written -> isThere && written.matches("\\d{1,18}"))
                .map(micros -> Duration.ofNanos(Long.parseLong(micros) * 1000))
                .filter(limit -> !limit.isZero());
        return new ServiceManager(List.copyOf(command), isThere, watchdog);
    }

    /** How often it wants to hear that all is well: twice as often as it must. Empty if it does not. */
    Optional<Duration> pulse() {
        return watchdog.map(limit -> limit.dividedBy(2));
    }

    void ready(String status) throws IOException, InterruptedException {
        tell("READY=1", "STATUS=" + status);
    }

    void stopping() throws IOException, InterruptedException {
        tell("STOPPING=1");
    }

    void alive() throws IOException, InterruptedException {
        tell("WATCHDOG=1");
    }

    private void tell(String... what) throws IOException, InterruptedException {
        if (isThere) {
            List<String> words = new ArrayList<>(command);
            words.addAll(List.of(what));
            int exitCode = new ProcessBuilder(words).inheritIO().start().waitFor();
            if (exitCode != 0) {
                throw new IOException(String.join(" ", words) + " ended with exit code " + exitCode);
            }
        }
    }
}
