package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class DemoCommandTest {

    private static final Pattern RESULT = Pattern.compile("\\{\"truth\":(?<truth>\\d+),\"results\":\\["
            + "\\{\"collector\":\"rollcall\",\"delivered\":\\k<truth>,\"missing\":0,\"duplicates\":0},"
            + "\\{\"collector\":\"plain-poller\",\"delivered\":\\d+,\"missing\":(?<plain>\\d+),\"duplicates\":0},"
            + "\\{\"collector\":\"paper-script\",\"delivered\":\\d+,\"missing\":(?<paper>\\d+),\"duplicates\":0}]}\n");

    @Test
    @Tag("slow")
    void rollcallMissesNothingAndTheOthersDo() {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        int exitCode;
        try {
            exitCode = new CommandLine(new RollcallCommand()).execute("demo", "--json");
        } finally {
            System.setOut(console);
        }
        Matcher result = RESULT.matcher(printed.toString(StandardCharsets.UTF_8));
        assertThat(exitCode).isZero();
        assertThat(result.matches())
                .as(printed.toString(StandardCharsets.UTF_8))
                .isTrue();
        assertThat(Integer.parseInt(result.group("truth"))).isGreaterThanOrEqualTo(2000);
        assertThat(Integer.parseInt(result.group("plain"))).isGreaterThan(Integer.parseInt(result.group("paper")));
        assertThat(Integer.parseInt(result.group("paper"))).isGreaterThan(100);
    }
}
