package io.rollcall.app;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.config.TrialConfiguration;
import io.rollcall.app.files.TokenFiles;
import io.rollcall.app.text.Explanation;
import io.rollcall.app.trial.FixtureFolder;
import io.rollcall.app.trial.LimitedSource;
import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.options.Durations;
import io.rollcall.options.Type.BadValue;
import io.rollcall.sources.Sources;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.Definitions;
import io.rollcall.sources.definition.StreamDefinition;
import io.rollcall.sources.fixture.Fixture;
import io.rollcall.sources.fixture.Playback;
import io.rollcall.sources.fixture.Recorder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall sources record}: writes a real exchange down as a fixture. */
@Command(
        name = "record",
        description =
                "Reads an API once as a definition says, and writes the exchange down as a fixture that 'sources test' plays."
                        + " Secrets are taken out; personal data is not.",
        mixinStandardHelpOptions = true)
final class SourcesRecordCommand implements Callable<Integer> {

    private static final int TRIES = 5;

    @Parameters(paramLabel = "FILE", description = "The definition.")
    private Path file = Path.of("definition.yaml");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "A configuration with an account that uses it, for URLs and credentials; needs no sink.")
    private Path config = Path.of("rollcall.yaml");

    @Option(names = "--out", paramLabel = "FOLDER", required = true, description = "Where the fixture goes.")
    private Path out = Path.of("");

    @Option(names = "--stream", paramLabel = "NAME", description = "The stream; the first if left out.")
    private Optional<String> wanted = Optional.empty();

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            defaultValue = "1h",
            description = "How much of the newest time is read (default: ${DEFAULT-VALUE}).")
    private String window = "1h";

    @Option(
            names = "--max-pages",
            paramLabel = "N",
            defaultValue = "5",
            description = "Read at most so many pages (default: ${DEFAULT-VALUE}).")
    private int maxPages;

    private final Clock clock = new SystemClock();

    @Override
    public Integer call() throws Exception {
        Definition definition = Definitions.parse(file.toString(), Configuration.text(file));
        Configuration.Account account = TrialConfiguration.load(config, file, definition, System.getenv())
                .accounts()
                .values()
                .iterator()
                .next();
        String stream = wanted.orElse(account.streams().get(0));
        Optional<StreamDefinition> found = definition.stream(stream);
        if (found.isEmpty()) {
            System.err.println("rollcall: " + definition.name() + " has no stream '" + stream + "'; it has: "
                    + String.join(", ", definition.streamNames()));
            return Explanation.USAGE;
        }
        FixtureFolder folder = new FixtureFolder(out);
        folder.write(folder.fixtureFile(stream), recorded(definition, found.get(), account));
        folder.write(folder.optionsFile(), FixtureFolder.optionsOf(definition, account.options()));
        if (!file.toAbsolutePath()
                .normalize()
                .equals(folder.definitionFile().toAbsolutePath().normalize())) {
            folder.write(folder.definitionFile(), Configuration.text(file));
        }
        System.err.println("rollcall: written to " + folder.fixtureFile(stream)
                + "; personal data has not been taken out: look it through before you pass it on");
        return played(folder, definition, stream);
    }

    private String recorded(Definition definition, StreamDefinition stream, Configuration.Account account)
            throws IOException, io.rollcall.options.InvalidDocument, SourceFault, InterruptedException, BadValue {
        TrialConfiguration configuration = TrialConfiguration.load(config, file, definition, System.getenv());
        Instant now = clock.now().truncatedTo(ChronoUnit.SECONDS);
        try (Sources sources = new Sources(configuration.http(), clock, new Budgets(clock), UUID::randomUUID)) {
            sources.keepRefreshTokens(new TokenFiles(configuration.tokens()));
            String base = sources.check(definition, stream.name(), account.options())
                    .base()
                    .toString();
            Recorder recorder = new Recorder(stream, base, account.options().allSecrets());
            sources.observe(recorder::exchanged);
            LimitedSource source = new LimitedSource(
                    sources.open(definition, stream.name(), account.options()), maxPages, recorder::read);
            source.prepare();
            Duration span = Durations.parse(window);
            Duration most = source.traits().maxSpan();
            Window read = Window.endingAt(now, span.compareTo(most) < 0 ? span : most);
            read(sweep(source, read));
            return recorder.fixture(
                    "Recorded from " + definition.name() + "/" + stream.name(), now, read, source.isExhausted());
        }
    }

    private static Sweep sweep(Source source, Window window) {
        return source.traits().hasPosition()
                ? source.follow(Optional.empty(), window.from())
                : source.open(window, item -> false);
    }

    private void read(Sweep sweep) throws SourceFault, InterruptedException {
        int tries = 0;
        while (true) {
            try {
                Optional<Page> page = sweep.next();
                if (page.isEmpty()) {
                    return;
                }
                tries = 0;
            } catch (SourceFault fault) {
                if (fault.recovery() != Recovery.RETRY || ++tries >= TRIES) {
                    throw fault;
                }
                clock.sleep(fault.retryAfter().orElse(Duration.ofSeconds(1)));
            }
        }
    }

    private static int played(FixtureFolder folder, Definition definition, String stream) throws Exception {
        Fixture fixture = folder.fixture(stream).orElseThrow();
        List<String> differences =
                new Playback(definition, stream, folder.options(definition), UUID::randomUUID).differences(fixture);
        differences.forEach(difference -> System.out.println("when it is played: " + difference));
        return differences.isEmpty() ? 0 : 1;
    }
}
