package io.rollcall.app.audit;

import io.rollcall.audit.input.Unreadable;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code rollcall audit} for sides that are asked live. */
public final class AuditLive {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration with the accounts and SIEMs that sides name (api:STREAM, siem:NAME).")
    private @Nullable Path config;

    @Option(
            names = "--resume",
            description =
                    "Go on with what an earlier try of the same command has read live, instead of reading it again.")
    private boolean resume;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to go on trying an API or SIEM in trouble (default: ${DEFAULT-VALUE}).")
    private long patienceSeconds;

    Path config(String side) throws Unreadable {
        if (config == null) {
            throw new Unreadable(side + ": say with --config which configuration it is in.");
        }
        return config;
    }

    boolean goesOn() {
        return resume;
    }

    Duration patience() {
        return Duration.ofSeconds(patienceSeconds);
    }
}
