package io.rollcall.app;

import io.rollcall.app.config.Configuration;
import io.rollcall.options.InvalidDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a command that is about some streams of a configuration. */
final class StreamChoice {

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration.")
    private Path config = Path.of("rollcall.yaml");

    @Option(
            names = "--stream",
            paramLabel = "STREAM",
            required = true,
            description =
                    "What to read: definition/account/stream; * stands for anything, and parts at the end may be left out."
                            + " May be repeated.")
    private List<String> patterns = List.of();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    Configuration configuration() throws IOException, InvalidDocument {
        return Configuration.load(config);
    }

    List<String> patterns() {
        return patterns;
    }

    /** A value that depends on what the person wrote: what is wrong with that is a mistake in the command. */
    <T> T read(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw mistake(String.valueOf(e.getMessage()));
        }
    }

    /** Does something that depends on what the person wrote. */
    void run(Runnable errand) {
        boolean unused = read(() -> {
            errand.run();
            return true;
        });
    }

    ParameterException mistake(String message) {
        return new ParameterException(
                Objects.requireNonNull(command, "picocli sets it").commandLine(), message);
    }
}
