package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a person is told who makes a mistake, and the exit code a script gets. */
final class MainTest {

    private static final int USAGE = 2;
    private static final int UNAVAILABLE = 3;

    @TempDir
    Path directory;

    private final StringWriter errors = new StringWriter();

    @Test
    void aMistypedCommandOrOptionIsNamed() {
        assertThat(run("runn")).isEqualTo(USAGE);
        assertThat(errors.toString()).contains("'runn'", "Did you mean: rollcall run?");
        assertThat(run("run", "--confg", "rollcall.yaml")).isEqualTo(USAGE);
        assertThat(errors.toString()).contains("'--confg'", "Missing required option: '--config=FILE'");
    }

    @Test
    void optionsOfTheSimulatorThatCannotBeAreMistakesNotBugs() {
        String truth = directory.resolve("truth.ndjson").toString();
        assertThat(run("simulate", "--truth", truth, "--port", "99999")).isEqualTo(USAGE);
        assertThat(run("simulate", "--truth", truth, "--drift", "seteady")).isEqualTo(USAGE);
        assertThat(run("simulate", "--truth", truth, "--time-scale", "0")).isEqualTo(USAGE);
        assertThat(errors.toString())
                .contains("99999", "no drift model is called 'seteady'", "time scale")
                .doesNotContain("bug");
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            String truth = directory.resolve("truth.ndjson").toString();
            assertThat(run("simulate", "--truth", truth, "--port", port)).isEqualTo(UNAVAILABLE);
            assertThat(errors.toString()).contains(port, "choose another port");
        }
    }

    @Test
    void filesThatAreNotThereAreNamed() throws Exception {
        Path nowhere = directory.resolve("nowhere");
        assertThat(run("run", "--config", nowhere.toString())).isEqualTo(UNAVAILABLE);
        assertThat(errors.toString()).contains(nowhere + ": no such file or directory");
        assertThat(run("state", "verify", nowhere.toString())).isEqualTo(UNAVAILABLE);
        assertThat(errors.toString()).contains("There is no ledger " + nowhere);
        assertThat(run("state", "compact", nowhere.toString())).isEqualTo(UNAVAILABLE);
        Path notes = Files.writeString(directory.resolve("notes"), "Buy milk.".repeat(100));
        assertThat(run("state", "verify", notes.toString())).isEqualTo(UNAVAILABLE);
        assertThat(errors.toString()).contains(notes + " cannot be opened", "give its path");
    }

    @Test
    void aConfigurationWithMistakesIsRefusedBeforeAnythingIsMade() throws Exception {
        Path config = Files.writeString(directory.resolve("c.yaml"), "sink: {kind: fil}\naccounts: {a: {use: x}}\n");
        for (String command : new String[] {"run", "check", "status", "plan"}) {
            assertThat(run(command, "--config", config.toString())).as(command).isEqualTo(USAGE);
        }
        assertThat(errors.toString()).contains("c.yaml:1:14: sink.kind: 'fil' must be one of");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(config);
        }
    }

    private int run(String... arguments) {
        CommandLine program = Main.program();
        program.setErr(new PrintWriter(errors, true));
        return program.execute(arguments);
    }
}
