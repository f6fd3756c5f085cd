package io.rollcall.bench.speed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Other programs, run to their end. */
final class Shell {

    private Shell() {}

    /**
     * Runs a command.
     *
     * @return processor time of it and all it started, in seconds
     * @throws IOException if it ends with another code than 0
     */
    static double run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        List.of("bash", "-c", "set -o pipefail; TIMEFORMAT='%U %S'; time { " + command + "; }"))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("'" + command + "' ended with " + code + ": " + words);
        }
        String[] times = words.substring(words.stripTrailing().lastIndexOf('\n') + 1)
                .strip()
                .split(" ");
        return Double.parseDouble(times[0]) + Double.parseDouble(times[1]);
    }

    /** Whether there is a program of that name. */
    static boolean has(String program) throws InterruptedException {
        try {
            double unused = run("command -v " + program);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
