package io.rollcall.app.config;

import io.rollcall.app.text.Explanation;
import io.rollcall.options.Durations;
import io.rollcall.options.InvalidDocument;
import io.rollcall.options.Section;
import io.rollcall.options.Suggestion;
import io.rollcall.options.Type.BadValue;
import io.rollcall.options.Types;
import io.rollcall.sources.Sources;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.Definitions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads accounts: with which definition, which streams, and whatever else that definition wants to know. */
public final class AccountReader {

    /** What tells a definition's file from its name. */
    private static final String FILE_NAME = "\\.ya?ml$";

    private AccountReader() {}

    static Configuration.Account read(Section section, Path directory, Definitions definitions) {
        return section.choice(
                "use",
                "The source definition to read it with: the name of one, or the path of a file of your own (./my-api.yaml).",
                definitions.all().stream()
                        .map(definition -> new Section.Alternative<>(
                                definition.name(), definition.title(), keys -> account(keys, definition)))
                        .toList(),
                Optional.of(new Section.Further<>(FILE_NAME, file -> own(directory.resolve(file)))));
    }

    /** A definition named by its file. */
    private static Section.Alternative<Configuration.Account> own(Path file) throws BadValue {
        try {
            Definition definition = Definitions.parse(file.toString(), Configuration.text(file));
            return new Section.Alternative<>(definition.name(), definition.title(), keys -> account(keys, definition));
        } catch (InvalidDocument e) {
            throw new BadValue("has mistakes:\n" + e.getMessage());
        } catch (IOException e) {
            throw new BadValue("cannot be read: " + Explanation.cause(e));
        }
    }

    private static Configuration.Account account(Section section, Definition definition) {
        List<String> streams = section.optional(
                "streams", Types.TEXTS, definition.streamNames(), "Which of its streams to read; all if left out.");
        streams.stream()
                .filter(stream -> definition.stream(stream).isEmpty())
                .forEach(stream -> section.problem(
                        "streams",
                        "'" + stream + "' is no stream of " + definition.name()
                                + Suggestion.forWord(stream, definition.streamNames()) + "; it has: "
                                + String.join(", ", definition.streamNames())));
        Configuration.Account account = new Configuration.Account(
                definition, streams, definition.readOptions(section), Pace.read(section), MissingOnly.read(section));
        checkInterval(section, account);
        Sources.missingExtension(definition).ifPresent(message -> section.problem("use", message));
        return account;
    }

    /** Who asks too seldom finds that the API has forgotten. */
    private static void checkInterval(Section section, Configuration.Account account) {
        Optional<Duration> interval = account.pace().pollInterval();
        for (String stream : account.streams()) {
            account.definition().stream(stream)
                    .filter(it -> it.hasPosition())
                    .map(it ->
                            account.options().retention().orElse(it.behaviour().retention()))
                    .filter(retention -> interval.isPresent() && interval.get().compareTo(retention.dividedBy(2)) > 0)
                    .ifPresent(retention -> section.problem(
                            "poll_interval",
                            "is too long for " + stream + ", whose API remembers for " + Durations.format(retention)
                                    + ": make it half of that at most"));
        }
    }
}
