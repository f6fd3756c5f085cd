package io.rollcall.verify.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The {@code rollcall} program, run in a process of its own with the classes this process has.
 *
 * @param directory where it runs
 * @param environment variables added to this process's own
 * @param entry its main class, and what stands before the arguments
 */
public record Program(Path directory, Map<String, String> environment, List<String> entry) {

    private static final String MAIN = "io.rollcall.app.Main";

    public Program {
        environment = Map.copyOf(environment);
        entry = List.copyOf(entry);
    }

    public Program(Path directory, Map<String, String> environment) {
        this(directory, environment, List.of(MAIN));
    }

    /** The same on a machine whose clock somebody sets. */
    Program by(ClockFile clock) {
        return new Program(
                directory,
                environment,
                List.of(UnsteadyProgram.class.getName(), clock.path().toString()));
    }

    /** What a run of it came to: its exit code, and what it printed on standard output and standard error. */
    public record Ending(int exitCode, String out, String err) {}

    /** Starts it and leaves it running; what it prints is appended to a file. */
    public Process start(Path log, String... arguments) throws IOException {
        return start(log, List.of(), arguments);
    }

    /** Starts it under another command and leaves it running; what it prints is appended to a file. */
    public Process start(Path log, List<String> wrapper, String... arguments) throws IOException {
        return builder(wrapper, arguments)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Runs it to its end. */
    public Ending run(String... arguments) throws IOException, InterruptedException {
        return run(List.of(), arguments);
    }

    /**
     * Runs it to its end under another command.
     *
     * @param wrapper such as a shell that sets limits and then executes its arguments
     */
    public Ending run(List<String> wrapper, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        Process process = builder(wrapper, arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int exitCode = process.waitFor();
        return new Ending(exitCode, Files.readString(out), Files.readString(err));
    }

    private ProcessBuilder builder(List<String> wrapper, String... arguments) {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath()));
        command.addAll(entry);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    /** This process's own class path; under Surefire the one it was meant to have. */
    private static String classPath() {
        String tested = System.getProperty("surefire.test.class.path");
        return tested == null ? System.getProperty("java.class.path") : tested;
    }
}
