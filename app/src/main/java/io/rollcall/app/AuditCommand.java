package io.rollcall.app;

import io.rollcall.app.audit.AuditLive;
import io.rollcall.app.audit.AuditScope;
import io.rollcall.app.audit.AuditSummary;
import io.rollcall.app.audit.Healing;
import io.rollcall.app.audit.ProgressLine;
import io.rollcall.app.audit.QuickResult;
import io.rollcall.app.audit.QuickSides;
import io.rollcall.app.audit.Sides;
import io.rollcall.app.config.Configuration;
import io.rollcall.app.config.Environment;
import io.rollcall.app.text.Explanation;
import io.rollcall.app.text.Json;
import io.rollcall.app.text.Version;
import io.rollcall.audit.Audit;
import io.rollcall.audit.Report;
import io.rollcall.audit.Verdict;
import io.rollcall.audit.input.Unreadable;
import io.rollcall.audit.layout.Side;
import io.rollcall.audit.report.Fields;
import io.rollcall.audit.report.HtmlReport;
import io.rollcall.audit.roll.RollCall;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.options.InvalidDocument;
import io.rollcall.sinks.SinkFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rollcall audit}: proves a copy complete, or names what is missing. */
@Command(
        name = "audit",
        description = {
            "Takes the roll call: compares a copy of events, such as a SIEM's export, with a truth, such as the service's own export,"
                    + " and names what is missing.",
            "Files may be NDJSON, JSON, CSV or lines that end in JSON, also packed with gzip. What is compared how is told in"
                    + " docs/audit.md."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:complete: every event of the truth is in the copy",
            "1:gaps: events of the truth are missing in the copy",
            "2:could not tell: a side cannot be read, or it cannot be told what identifies its events",
            "3:counts agree: with --quick, nothing is missing where events were read, and the other hours were only counted"
        })
final class AuditCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--truth",
            paramLabel = "SIDE",
            required = true,
            description =
                    "The events there should be: a file, what the service shows now (api:STREAM, with * for anything, of the configuration"
                            + " that --config names), or a ledger's keys (ledger:FILE or ledger:FILE#STREAM; a configuration stands for its"
                            + " ledger).")
    private String truth = "";

    @Option(
            names = "--copy",
            paramLabel = "SIDE",
            required = true,
            description = "The events there are: the same, or what a SIEM holds now (siem:NAME of the configuration).")
    private String copy = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write a report for people, one page that needs nothing else.")
    private @Nullable Path html;

    @Option(names = "--redact", description = "Leave the values of records out of the report; ids stay.")
    private boolean redact;

    @Option(
            names = "--independent",
            description =
                    "Also estimate how many events neither side has: only for sides that came to know of events independently of"
                            + " each other, such as a vendor's stream and its API.")
    private boolean independent;

    @Option(
            names = "--quick",
            description =
                    "First ask both sides what they hold of each hour, and read events only from the first hour that differs to the"
                            + " last. Two ledgers compare sums of keys, which proves as much as reading; other sides only count.")
    private boolean quick;

    @Option(
            names = "--list",
            paramLabel = "N",
            defaultValue = "100",
            description = "List at most so many events of each kind, the earliest (default: ${DEFAULT-VALUE}).")
    private int listed;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "Folder with room for about 70 bytes a record, freed at the end (default: ${DEFAULT-VALUE}).")
    private Path work = Path.of("");

    @Option(
            names = "--heal",
            paramLabel = "CONFIG",
            description =
                    "Send the missing records to the sink of this configuration. The exit code stays that of the comparison.")
    private @Nullable Path heal;

    @Option(names = "--sink", paramLabel = "NAME", description = "With --heal: which of several sinks.")
    private @Nullable String sinkName;

    private final Clock clock = new SystemClock();

    @Mixin
    private final AuditLive live = new AuditLive();

    @Mixin
    private final AuditScope scope = new AuditScope();

    @Override
    public Integer call() throws Exception {
        try (Sides sides = new Sides(live, scope, work, clock)) {
            Optional<QuickResult> looked = quick ? Optional.of(looked()) : Optional.empty();
            Optional<Window> toRead = looked.flatMap(result -> result.look().toRead());
            if (looked.isPresent() && toRead.isEmpty()) {
                tell(looked.get());
                if (html != null) {
                    command.commandLine().getErr().println("rollcall: " + html + " is not written: no event was read");
                }
                return looked.get().exitCode(Verdict.COMPLETE);
            }
            toRead.ifPresent(scope::narrow);
            Sides.Pair pair = sides.open(truth, copy);
            RollCall rules = new RollCall(scope.period(), listed, scope.only(), heal != null);
            Report compared = new Audit(rules, work, ProgressLine.ofThisProcess()).of(pair.truth(), pair.copy());
            Report report = independent ? compared.ofIndependentSides() : compared;
            if (html != null) {
                Files.writeString(html, page().of(report));
            }
            tell(report, heal == null ? Optional.empty() : Optional.of(healed(heal, pair.truth(), report)), looked);
            return looked.map(result -> result.exitCode(report.verdict()))
                    .orElse(report.verdict().exitCode());
        } catch (Unreadable | IllegalArgumentException | InvalidDocument e) {
            return couldNotTell(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return couldNotTell(Explanation.of(e).text());
        } catch (UncheckedIOException e) {
            return couldNotTell(String.valueOf(e.getMessage()));
        }
    }

    private Healing healed(Path configuration, Side from, Report report) throws Exception {
        SinkFactory chosen = Configuration.load(configuration)
                .destinations()
                .choose(Optional.ofNullable(sinkName))
                .getValue()
                .factory();
        try (Sink sink = chosen.open(Environment.surroundings(clock))) {
            Healing healing = new Healing(sink, clock);
            healing.send(from, report.result().missing());
            return healing;
        }
    }

    private QuickResult looked() throws Unreadable, IOException, InvalidDocument, InterruptedException {
        Window period = scope.window()
                .orElseThrow(() -> new Unreadable("--quick compares hours: say which with --from and --to, such as"
                        + " --from 2026-03-01T00:00:00Z --to 2026-03-02T00:00:00Z."));
        if (!scope.only().isEmpty()) {
            throw new Unreadable(
                    "--only means streams of records, which --quick does not read; name a stream of a ledger"
                            + " as ledger:FILE#STREAM.");
        }
        if (independent) {
            throw new Unreadable(
                    "--independent reckons with all events of both sides, of which --quick reads only some:"
                            + " leave one of them out.");
        }
        return new QuickResult(new QuickSides(live, period, clock).look(truth, copy));
    }

    private void tell(QuickResult result) {
        if (json) {
            out().println(Json.write(result.fields()));
        } else {
            result.lines().forEach(out()::println);
        }
    }

    private void tell(Report report, Optional<Healing> healing, Optional<QuickResult> looked) {
        if (json) {
            Map<String, Object> fields = Fields.of(report);
            looked.ifPresent(result -> fields.put("quick", result.quick()));
            healing.ifPresent(done -> fields.put("healed", done.fields()));
            out().println(Json.write(fields));
        } else {
            AuditSummary.of(report).forEach(out()::println);
            looked.ifPresent(result -> result.lines().forEach(out()::println));
            healing.ifPresent(done -> out().println("  " + done.sentence()));
        }
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    private HtmlReport page() {
        Map<String, String> versions =
                Map.of("Rollcall", Version.NUMBER, "Java", Runtime.version().toString());
        return new HtmlReport(clock.now(), versions, redact);
    }

    private int couldNotTell(String reason) {
        command.commandLine().getErr().println("rollcall: could not tell: " + reason);
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("verdict", Verdict.UNKNOWN.title());
            answer.put("reason", reason);
            out().println(Json.write(answer));
        }
        return Verdict.UNKNOWN.exitCode();
    }
}
