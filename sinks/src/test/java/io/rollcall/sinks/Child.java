package io.rollcall.sinks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A program of the tests in a process of its own. */
public final class Child implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private Child(List<String> command) throws IOException {
        this.process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a program. */
    public static Child of(Class<?> program, String... arguments) throws IOException {
        return new Child(command(program, arguments));
    }

    /** Starts a program that may not write files larger than so many KiB. */
    public static Child limitedTo(int kibibytes, Class<?> program, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("bash", "-c", "ulimit -f " + kibibytes + " && exec \"$0\" \"$@\""));
        command.addAll(command(program, arguments));
        return new Child(command);
    }

    private static List<String> command(Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** The next line it prints. */
    public String line() throws IOException {
        return output.readLine();
    }

    /** All further lines until it ends. */
    public List<String> output() {
        return output.lines().toList();
    }

    /** Kills it, as {@code kill -9} does. What it has printed can still be read. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
