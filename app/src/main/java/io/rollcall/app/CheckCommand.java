package io.rollcall.app;

import io.rollcall.app.config.AskedSiem;
import io.rollcall.app.config.Configuration;
import io.rollcall.app.config.Destinations;
import io.rollcall.app.config.Environment;
import io.rollcall.app.config.LedgerPlace;
import io.rollcall.app.files.TokenFiles;
import io.rollcall.app.text.Explanation;
import io.rollcall.app.text.Json;
import io.rollcall.engine.budget.Budgets;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.LedgerFailure;
import io.rollcall.engine.siem.CannotTell;
import io.rollcall.engine.siem.Question;
import io.rollcall.engine.siem.Siem;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.ledger.PostgresLedger;
import io.rollcall.sinks.SinkFactory;
import io.rollcall.sources.CheckStep;
import io.rollcall.sources.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rollcall check}: walks from the configuration to a first page and to the sink, and says where it ends. */
@Command(
        name = "check",
        description = "Tries everything a run would need, and says what to mend. Delivers nothing.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration.")
    private Path config = Path.of("rollcall.yaml");

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    private static final Duration LOOK_BACK = Duration.ofMinutes(1);

    private final Clock clock = new SystemClock();
    private final List<Map<String, Object>> lines = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Configuration configuration = Configuration.load(config);
        add(config.toString(), "configuration", "ok", "no mistakes");
        try (Sources sources = new Sources(configuration.http(), clock, new Budgets(clock), UUID::randomUUID)) {
            sources.keepRefreshTokens(new TokenFiles(configuration.tokens()));
            for (Map.Entry<String, Configuration.Account> entry :
                    configuration.accounts().entrySet()) {
                checkAccount(entry.getKey(), entry.getValue(), sources);
            }
        }
        checkLedger(configuration.ledger());
        for (Map.Entry<String, Destinations.Target> sink :
                configuration.destinations().sinks().entrySet()) {
            checkSink(sink.getKey(), sink.getValue().factory());
        }
        for (Map.Entry<String, AskedSiem> siem : configuration.siems().entrySet()) {
            checkSiem(siem.getKey(), siem.getValue());
        }
        if (json) {
            System.out.println(Json.write(lines));
        }
        return lines.stream().anyMatch(line -> "failed".equals(line.get("outcome"))) ? 1 : 0;
    }

    private void checkAccount(String name, Configuration.Account account, Sources sources) throws InterruptedException {
        for (String stream : account.streams()) {
            for (CheckStep step : sources.check(account.definition(), stream, account.options())
                    .run()) {
                add(
                        account.definition().name() + "/" + name + "/" + stream,
                        step.name(),
                        step.outcome().name().toLowerCase(Locale.ROOT),
                        step.detail());
            }
        }
    }

    /** A file is tried when it is used; a database is elsewhere, and somebody has to let us in. */
    private void checkLedger(LedgerPlace ledger) {
        if (ledger instanceof LedgerPlace.Shared shared) {
            try {
                add("ledger", "reach", "ok", PostgresLedger.probe(shared.address()));
            } catch (LedgerFailure e) {
                add("ledger", "reach", "failed", String.valueOf(e.getMessage()));
            }
        }
    }

    private void checkSink(String name, SinkFactory factory) throws InterruptedException {
        try (Sink sink = factory.open(Environment.surroundings(clock))) {
            add(name, "reach", "ok", sink.probe());
        } catch (SinkUnreachable e) {
            add(name, "reach", "failed", String.valueOf(e.getMessage()));
        }
    }

    private void checkSiem(String name, AskedSiem asked) throws InterruptedException {
        Instant now = clock.now();
        long[] rows = {0};
        try (Siem siem = asked.factory().open(clock)) {
            siem.read(Question.all(new Window(now.minus(LOOK_BACK), now)), row -> rows[0]++);
            add(name, "ask", "ok", siem.description() + " shows " + rows[0] + " rows of the last minute");
        } catch (CannotTell e) {
            add(name, "ask", "failed", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            add(name, "ask", "failed", Explanation.of(e).text());
        }
    }

    private void add(String subject, String step, String outcome, String detail) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("subject", subject);
        line.put("step", step);
        line.put("outcome", outcome);
        line.put("detail", detail);
        lines.add(line);
        if (!json) {
            System.out.println(outcome + "  " + subject + "  " + step + ": " + detail);
        }
    }
}
