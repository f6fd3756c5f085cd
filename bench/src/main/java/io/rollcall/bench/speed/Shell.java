package io.rollcall.bench.speed;

import java.io.IOException;
import java.util.List;

/** Other programs, run to their end. */
final class Shell {

    private Shell() {}

    /** @throws IOException if it ends with another code than 0 */
    static void run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of("bash", "-c", "set -o pipefail; " + command))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String words = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("'" + command + "' ended with " + code + ": " + words);
        }
    }

    /** Whether there is a program of that name. */
    static boolean has(String program) throws InterruptedException {
        try {
            run("command -v " + program);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
