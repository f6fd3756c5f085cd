package io.rollcall.app;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.config.Traits;
import io.rollcall.app.report.CertificateReport;
import io.rollcall.app.text.Json;
import io.rollcall.app.text.Times;
import io.rollcall.engine.certificate.Certificate;
import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.loop.Prospect;
import io.rollcall.engine.source.SourceTraits;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.ledger.StoredLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rollcall certificate}: what the ledger proves of each stream over a period, hour by hour. Sends nothing. */
@Command(
        name = "certificate",
        description = {
            "Shows what the ledger proves of each stream over a period, hour by hour: when all of it was read, what was found,",
            "and how many events may not be visible yet. Exit code 1 if an hour was not read."
        },
        mixinStandardHelpOptions = true)
final class CertificateCommand implements Callable<Integer> {

    private static final Duration USUAL_PERIOD = Duration.ofDays(7);

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration.")
    private Path config = Path.of("rollcall.yaml");

    @Option(
            names = "--stream",
            paramLabel = "STREAM",
            description = "One of its streams, as status names it; may be repeated (default: all).")
    private List<String> streams = List.of();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Times.class,
            description = "The period's beginning, for example 2026-03-01 or 2026-03-01T06:00:00Z"
                    + " (default: seven days before its end, but not before the stream's beginning).")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Times.class,
            description = "The period's end (default: the last whole hour that was read).")
    private @Nullable Instant to;

    @ArgGroup
    private Format format = new Format();

    @Spec
    private @Nullable CommandSpec spec;

    /** How it is printed. */
    private static final class Format {
        @Option(names = "--json", description = "Print one JSON object.")
        private boolean json;

        @Option(names = "--csv", description = "Print a line per stream and hour.")
        private boolean csv;
    }

    @Override
    public Integer call() throws Exception {
        Configuration configuration = Configuration.load(config);
        List<CertificateReport.Entry> entries = entries(configuration);
        Instant now = new SystemClock().now();
        if (format.json) {
            System.out.println(Json.write(CertificateReport.json(entries, now)));
        } else if (format.csv) {
            CertificateReport.csv(entries).forEach(System.out::println);
        } else {
            CertificateReport.text(entries).forEach(System.out::println);
        }
        return entries.stream().allMatch(CertificateReport.Entry::isWhole) ? 0 : 1;
    }

    private List<CertificateReport.Entry> entries(Configuration configuration) throws Exception {
        Map<StreamId, SourceTraits> traits = Traits.of(configuration, new SystemClock());
        List<StreamId> wanted = wanted(traits);
        List<CertificateReport.Entry> entries = new ArrayList<>();
        try (StoredLedger ledger = configuration.ledger().view()) {
            for (StreamId id : wanted) {
                SourceTraits known = traits.get(id);
                Optional<StreamState> state = ledger.state(id);
                if (known != null && state.isPresent()) {
                    entry(ledger, id, state.get(), known).ifPresent(entries::add);
                }
            }
        }
        return entries;
    }

    private Optional<CertificateReport.Entry> entry(
            StoredLedger ledger, StreamId id, StreamState state, SourceTraits traits) {
        Optional<DriftModel> model = Prospect.learned(state, traits);
        Instant end = to != null ? to : wholeHour(state.readUntil(traits.retention()));
        Instant start = from != null ? from : later(state.since(), end.minus(USUAL_PERIOD));
        if (!start.isBefore(end)) {
            if (from != null && to != null) {
                throw mistake("--from (" + from + ") must be before --to (" + to + ").");
            }
            return Optional.empty();
        }
        Certificate certificate = Certificate.of(ledger, id, state, model, traits.retention(), new Window(start, end));
        return Optional.of(new CertificateReport.Entry(certificate, state, model, traits));
    }

    private List<StreamId> wanted(Map<StreamId, SourceTraits> traits) {
        List<String> names = traits.keySet().stream().map(StreamId::toString).toList();
        for (String stream : streams) {
            if (!names.contains(stream)) {
                throw mistake(
                        "The configuration has no stream '" + stream + "'; it has: " + String.join(", ", names) + ".");
            }
        }
        return traits.keySet().stream()
                .filter(id -> streams.isEmpty() || streams.contains(id.toString()))
                .toList();
    }

    private ParameterException mistake(String message) {
        return new ParameterException(
                Objects.requireNonNull(spec, "picocli sets it").commandLine(), message);
    }

    private static Instant wholeHour(Instant time) {
        return time.truncatedTo(ChronoUnit.HOURS);
    }

    private static Instant later(Instant left, Instant right) {
        return left.isAfter(right) ? left : right;
    }
}
