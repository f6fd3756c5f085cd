package io.rollcall.verify.crash;

import io.rollcall.engine.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The collectors of a trial, each a process with a configuration of its own. Used by one thread. */
final class Fleet implements AutoCloseable {

    /** Whoever runs a trial may ignore SIGHUP, as nohup does, and what is started would inherit that. */
    private static final List<String> HEEDS_HANGUPS = List.of("env", "--default-signal=HUP");

    private static final int LEDGER_OR_DISK = 3;

    private static final int HUNG_UP = 128 + 1;
    private static final Duration STARTING = Duration.ofSeconds(30);

    private final Program program;
    private final Path directory;
    private final List<String> configurations;
    private final Clock clock;
    private final List<Process> running = new ArrayList<>();

    /** Those whose disk was full, which may have ended of it. */
    private final Set<Process> mayEnd = new HashSet<>();

    /** Those that were asked to read their configuration again before they may have been ready to be asked. */
    private final Set<Process> askedEarly = new HashSet<>();

    /** @param configurations names of their files, without the ending */
    Fleet(Program program, List<String> configurations, Clock clock) {
        this.program = program;
        this.directory = program.directory();
        this.configurations = List.copyOf(configurations);
        this.clock = clock;
    }

    /** Sets the clock of one wrong by a time, forward or back, also before it has been started. */
    void setClock(int index, Duration wrong) throws IOException {
        clock(configurations.get(index)).set(wrong);
    }

    private ClockFile clock(String configuration) {
        return new ClockFile(directory.resolve(configuration + ".clock"));
    }

    /** The program as one runs it, with its clock as it is set. */
    Program program(int index) {
        return program.by(clock(configurations.get(index)));
    }

    int size() {
        return configurations.size();
    }

    void start() throws IOException {
        for (String configuration : configurations) {
            running.add(start(configuration));
        }
    }

    private Process start(String configuration) throws IOException {
        return program.by(clock(configuration))
                .start(
                        directory.resolve(configuration + ".log"),
                        HEEDS_HANGUPS,
                        "run",
                        "--config",
                        configuration + ".yaml");
    }

    /**
     * Kills one, as {@code kill -9} does, and starts it again.
     *
     * @throws IllegalStateException if it had ended by itself
     */
    void kill(int index) throws Exception {
        end(index);
        running.set(index, start(configurations.get(index)));
    }

    private void end(int index) throws Exception {
        Process process = running.get(index);
        if (!process.isAlive() && !isExcused(process)) {
            throw new IllegalStateException("a collector ended by itself, with exit code " + process.exitValue()
                    + "; its last words are in " + directory.resolve(configurations.get(index) + ".log"));
        }
        process.destroyForcibly().onExit().get();
    }

    private boolean isExcused(Process ended) {
        return (mayEnd.contains(ended) && ended.exitValue() == LEDGER_OR_DISK)
                || (askedEarly.contains(ended) && ended.exitValue() == HUNG_UP);
    }

    /** Starts those again that have ended since their disk was full. */
    void revive() throws Exception {
        for (int i = 0; i < running.size(); i++) {
            if (!running.get(i).isAlive()) {
                kill(i);
            }
        }
    }

    /** Has one stand still for a while, and go on. */
    void pause(int index, Duration time) throws IOException, InterruptedException {
        long process = running.get(index).pid();
        command("kill", "-STOP", Long.toString(process));
        clock.sleep(time);
        command("kill", "-CONT", Long.toString(process));
    }

    /** Asks one to read its configuration again; it may end of that as long as it is starting. */
    void hangUp(int index) throws IOException, InterruptedException {
        Process asked = running.get(index);
        if (asked.info()
                .startInstant()
                .filter(since -> since.plus(STARTING).isBefore(clock.now()))
                .isEmpty()) {
            askedEarly.add(asked);
        }
        command("kill", "-HUP", Long.toString(running.get(index).pid()));
    }

    /** Lets one write no file beyond a size for a while, as on a full disk; it may end of that. */
    void fillDisk(int index, long bytes, Duration time) throws Exception {
        String process = "--pid=" + running.get(index).pid();
        mayEnd.add(running.get(index));
        command("prlimit", process, "--fsize=" + bytes + ":unlimited");
        clock.sleep(time);
        command("prlimit", process, "--fsize=unlimited:unlimited");
    }

    /** Kills all of them for good. */
    void killAll() throws Exception {
        for (int i = 0; i < running.size(); i++) {
            end(i);
        }
        running.clear();
    }

    private static void command(String... command) throws IOException, InterruptedException {
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        running.forEach(Process::destroyForcibly);
    }
}
