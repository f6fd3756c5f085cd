package io.rollcall.app.audit;

import io.rollcall.app.config.Configuration;
import io.rollcall.app.text.MeterLine;
import io.rollcall.audit.input.Unreadable;
import io.rollcall.audit.layout.FileSide;
import io.rollcall.audit.layout.Side;
import io.rollcall.audit.layout.SideOptions;
import io.rollcall.audit.layout.Taken;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.time.Clock;
import io.rollcall.options.InvalidDocument;
import io.rollcall.sources.definition.IdentityRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens the sides of a roll call from what the user has written. What has to be asked for live is read first, the truth before the copy, and
 * kept until this is closed; what could not be read wholly stays for the next try. Used by one thread.
 */
public final class Sides implements AutoCloseable {

    private final AuditLive live;
    private final AuditScope scope;
    private final Path work;
    private final Clock clock;
    private final List<Capture> captures = new ArrayList<>();
    private @Nullable Configuration configuration;

    /** @param work folder for what is read live */
    public Sides(AuditLive live, AuditScope scope, Path work, Clock clock) {
        this.live = live;
        this.scope = scope;
        this.work = work;
        this.clock = clock;
    }

    /** The two sides. */
    public record Pair(Side truth, Side copy) {}

    /** @throws Unreadable if nothing can be told of a side, with what to do */
    public Pair open(String truth, String copy) throws Unreadable, IOException, InvalidDocument, InterruptedException {
        Optional<IdentityRule> ofTruth = identity(truth);
        Optional<IdentityRule> identity = ofTruth.isPresent() ? ofTruth : identity(copy);
        Side first = side(truth, scope.ofTruth(), identity, false);
        Side second = side(copy, scope.ofCopy(), identity, true);
        return new Pair(first, second);
    }

    /** What is known of identity from a definition, if the side is read by one. */
    private Optional<IdentityRule> identity(String written) throws Unreadable, IOException, InvalidDocument {
        return written.startsWith(ApiSide.PREFIX)
                ? Optional.of(ApiSide.of(written, configuration(written)).identity())
                : Optional.empty();
    }

    private Side side(String written, SideOptions said, Optional<IdentityRule> identity, boolean isCopy)
            throws Unreadable, IOException, InvalidDocument, InterruptedException {
        if (written.startsWith(LedgerSide.PREFIX)) {
            return LedgerSide.of(written, isCopy);
        }
        if (written.startsWith(ApiSide.PREFIX)) {
            return api(written, said, identity.orElseThrow());
        }
        SideOptions known = identity.map(rule -> other(said, rule)).orElse(said);
        return written.startsWith(SiemSide.PREFIX) ? siem(written, known) : FileSide.of(Path.of(written), known);
    }

    /** A file beside an API: it may have the id under another name, but if there is no single one, it must be made of the same fields. */
    private static SideOptions other(SideOptions said, IdentityRule rule) {
        return rule.pointers().size() == 1 ? said.knowing(List.of(), rule.ignored()) : ApiSide.identified(said, rule);
    }

    private Side api(String written, SideOptions said, IdentityRule identity)
            throws Unreadable, IOException, InvalidDocument, InterruptedException {
        ApiSide side = ApiSide.of(written, configuration(written));
        Path events = taken(written, "asking the API", side::into);
        return FileSide.of(events, written, Taken.described(ApiSide.identified(said, identity)));
    }

    private Side siem(String written, SideOptions said)
            throws Unreadable, IOException, InvalidDocument, InterruptedException {
        SiemSide side = SiemSide.of(written, configuration(written));
        return FileSide.of(taken(written, "asking the SIEM", side::into), written, said);
    }

    /** What reads a side that is asked live. */
    private interface Reader {
        void into(Capture capture, Window period, Duration patience, Clock clock, Consumer<Double> watcher)
                throws Unreadable, IOException, InterruptedException;
    }

    /** The file with what has been read of a side. */
    private Path taken(String written, String what, Reader reader)
            throws Unreadable, IOException, InterruptedException {
        Window period = period(written);
        Capture capture = capture(written, period);
        if (!capture.isWhole()) {
            Optional<MeterLine> meter = MeterLine.ofThisProcess();
            try {
                reader.into(
                        capture,
                        period,
                        live.patience(),
                        clock,
                        share -> meter.ifPresent(line -> line.show(what, Math.min(1, share))));
            } finally {
                meter.ifPresent(MeterLine::done);
            }
            capture.whole();
        }
        return capture.events();
    }

    private Capture capture(String written, Window period) throws IOException, Unreadable {
        Path config = live.config(written);
        Capture capture = Capture.of(
                work,
                List.of(written, period.toString(), config.toAbsolutePath().toString(), Files.readString(config)),
                live.goesOn());
        captures.add(capture);
        return capture;
    }

    private Window period(String written) throws Unreadable {
        Window period = scope.window()
                .orElseThrow(
                        () -> new Unreadable(
                                written
                                        + ": say which period with --from and --to, such as --from 2026-03-01T00:00:00Z --to 2026-03-02T00:00:00Z."));
        if (period.to().isAfter(clock.now())) {
            throw new Unreadable(
                    "--to (" + period.to() + ") is in the future: events become visible late, so end the period"
                            + " hours ago rather than now.");
        }
        return period;
    }

    private Configuration configuration(String written) throws Unreadable, IOException, InvalidDocument {
        Configuration known = configuration;
        if (known == null) {
            known = Configuration.load(live.config(written));
            configuration = known;
        }
        return known;
    }

    /** Deletes what was read, unless some of it is not whole. */
    @Override
    public void close() throws IOException {
        if (captures.stream().allMatch(Capture::isWhole)) {
            for (Capture capture : captures) {
                capture.discard();
            }
        }
    }
}
