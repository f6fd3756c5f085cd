package io.rollcall.verify.conservation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.sim.Simulator;
import io.rollcall.sim.SimulatorOptions;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.truth.TruthEntry;
import io.rollcall.sim.truth.TruthQuery;
import io.rollcall.verify.balance.Balance;
import io.rollcall.verify.balance.Expected;
import io.rollcall.verify.balance.Received;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One trial from its beginning to the count: what happened, what arrived, and whether the books agree. */
final class TrialRun {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration HISTORY = Duration.ofHours(2);

    /** After this long past the last visible event, each tier of the standard schedule has read everything once more. */
    private static final Duration SETTLING = Duration.ofDays(8);

    /** After this long no blob can be had any more, whatever it says about its expiry. */
    private static final Duration LAST_EXPIRY = Duration.ofDays(21);

    private final Trial trial;
    private final SharedTime time = new SharedTime(START);
    private final Duration nap;

    TrialRun(Trial trial) {
        this.trial = trial;
        this.nap = Duration.ofMinutes(trial.random("nap").nextInt(60));
    }

    /**
     * Runs the trial with a receiver that remembers.
     *
     * @return how many events were to arrive, and did
     */
    int run(Path directory) throws Exception {
        return run(directory, new RecordingSink(trial.random("sink")));
    }

    /** Runs the trial with the file sink as receiver. */
    void runWithFiles(Path directory) throws Exception {
        try (FileReceiver files = new FileReceiver(directory, time)) {
            assertThat(run(directory, files)).isPositive();
        }
    }

    private int run(Path directory, Receiver receiver) throws Exception {
        try (Simulator simulator = Simulator.start(options());
                Collection collection =
                        new Collection(trial, simulator.baseUri(), directory.resolve("ledger.db"), receiver, time)) {
            collection.runUntil(START.plus(trial.scale().length()), nap);
            simulator.replaceFaults(trial.weather().lasting());
            Instant end = lastVisible(simulator).plus(trial.weather().lost() > 0 ? LAST_EXPIRY : SETTLING);
            collection.runUntil(end, Duration.ofHours(24));
            collection.setClockRight();
            collection.runUntil(end.plus(Duration.ofHours(8)), Duration.ZERO);
            return count(simulator, collection, receiver);
        }
    }

    private SimulatorOptions options() {
        StreamKind[] kinds = trial.kinds().toArray(StreamKind[]::new);
        double seconds = trial.scale().length().plus(HISTORY).toSeconds();
        return SimulatorOptions.builder()
                .seed(trial.seed())
                .clock(time.simulated())
                .start(START)
                .history(HISTORY)
                .generationEnd(trial.scale().length())
                .tenants(trial.tenants())
                .tokenLifetime(trial.tokenLifetime())
                .only(kinds)
                .eventsPerSecond(kinds.length * trial.scale().events() / seconds)
                .drift(trial.driftModel())
                .revisionProbability(0.1)
                .faults(trial.weather().rules())
                .clockSkew(trial.clockSkew())
                .reports(trial.reports())
                .office365(trial.office365())
                .build();
    }

    private Instant lastVisible(Simulator simulator) {
        return simulator.truth().entries(TruthQuery.ALL).stream()
                .map(TruthEntry::visibleTime)
                .max(Instant::compareTo)
                .orElse(time.now());
    }

    private int count(Simulator simulator, Collection collection, Receiver receiver) throws IOException {
        Received received = receiver.received();
        List<TruthEntry> truth = simulator.truth().entries(TruthQuery.ALL);
        assertThat(truth)
                .as("%s: something happened", trial)
                .hasSizeGreaterThan(trial.scale().events());
        Expected expected = Expected.of(truth, time.now(), time.now(), isDue(collection, received));
        Balance balance = Balance.of(expected, received);
        assertThat(balance).as("%s; missing: %s", trial, told(truth, balance)).satisfies(it -> {
            assertThat(it.missing()).as("missing").isEmpty();
            assertThat(it.invented()).as("invented").isEmpty();
            assertThat(it.repeated())
                    .as("repeated, after %d restarts", collection.restarts())
                    .isEmpty();
        });
        assertThat(received.garbled()).as("%s: garbled", trial).isEmpty();
        assertThat(simulator.statistics().rateViolations())
                .as("%s: requests beyond the rate limit", trial)
                .isZero();
        assertThat(lostItems(received).isEmpty())
                .as("%s: nothing is given up that could be had: %s", trial, lostItems(received))
                .isEqualTo(trial.weather().lost() == 0);
        checkShown(collection, received);
        checkBooks(collection, received, receiver.refused());
        return expected.required().size();
    }

    /** Where nothing is begun anew, so that no page is thrown away, every state the API showed has been delivered. */
    private void checkShown(Collection collection, Received received) {
        if (collection.restarts() == 0 && !trial.listsBlobs()) {
            Received shown = new Received();
            collection.shown().forEach(shown::add);
            assertThat(received.facts().keySet())
                    .as("%s: delivered are all states the API has shown", trial)
                    .isEqualTo(shown.facts().keySet());
        }
    }

    /** What the truth has to say about missing events. */
    private static List<TruthEntry> told(List<TruthEntry> truth, Balance balance) {
        return truth.stream()
                .filter(entry ->
                        balance.missing().stream().anyMatch(fact -> fact.key().equals(entry.key())))
                .limit(10)
                .toList();
    }

    /** What must have arrived: all since the beginning, but for blobs that the collector said were lost. */
    private Predicate<TruthEntry> isDue(Collection collection, Received received) {
        Map<Member, Instant> since = new HashMap<>();
        trial.members()
                .forEach(member -> since.put(member, collection.state(member).since()));
        List<String> lost = lostItems(received);
        return entry -> {
            Instant place = entry.blob().map(TruthEntry.Blob::created).orElse(entry.eventTime());
            boolean isLost = entry.blob()
                    .filter(blob -> lost.stream().anyMatch(message -> message.contains(blob.contentId())))
                    .isPresent();
            return !isLost
                    && !wasSwitchedOff(place)
                    && since.entrySet().stream()
                            .anyMatch(each -> each.getKey().holds(entry) && !place.isBefore(each.getValue()));
        };
    }

    /** Whether a blob may have been made while the subscription was switched off: from then until the next look. */
    private boolean wasSwitchedOff(Instant created) {
        Instant off = START.plus(Trial.SWITCHED_OFF_AFTER);
        Instant onAgain = off.plus(nap).plus(Duration.ofMinutes(20));
        return trial.weather().equals(Weather.SWITCHED_OFF) && !created.isBefore(off) && created.isBefore(onAgain);
    }

    private static List<String> lostItems(Received received) {
        List<String> lost = new ArrayList<>();
        for (JsonNode notice : received.notices()) {
            if (notice.path("notice").asText().equals("item_lost")) {
                lost.add(notice.path("message").asText());
            }
        }
        return lost;
    }

    /** The ledger is whole, agrees with the receiver, and has nothing left to do. */
    private void checkBooks(Collection collection, Received received, long refusedByReceiver) {
        assertThat(collection.ledger().verify()).as("%s: the ledger", trial).isEmpty();
        long delivered = 0;
        long refused = 0;
        for (Member member : trial.members()) {
            StreamState state = collection.state(member);
            delivered += state.counters().events() + state.counters().revisions();
            refused += state.counters().deadLetters();
            assertThat(state.quarantine()).as("%s: in quarantine", trial).isEmpty();
            assertThat(gaps(state)).as("%s: never read", trial).isEmpty();
            assertThat(state.notices().stream().filter(notice -> !mayStayOpen(notice.code())))
                    .as("%s: notices still open", trial)
                    .isEmpty();
        }
        assertThat(delivered)
                .as("%s: counted as delivered", trial)
                .isEqualTo(received.facts().values().stream()
                        .mapToLong(Integer::longValue)
                        .sum());
        assertThat(refused).as("%s: counted as refused", trial).isEqualTo(refusedByReceiver);
    }

    /** A quiet source, drift and skew go on; and a window that is too wide for the API is tried again and again. */
    private boolean mayStayOpen(String code) {
        boolean isTooWide = trial.reports().widestWindow().isPresent() && code.equals("timeout");
        return isTooWide
                || List.of("empty_result", "source_stalled", "drift_exceeded", "clock_skew")
                        .contains(code);
    }

    /** What was never read, but for the time the API has forgotten and the last half hour. */
    private List<Window> gaps(StreamState state) {
        Instant forgotten =
                time.now().minus(Duration.ofDays(trial.listsBlobs() ? 7 : 30)).plus(Duration.ofHours(1));
        Instant from = state.since().isAfter(forgotten) ? state.since() : forgotten;
        return state.coverage().gaps(new Window(from, time.now().minus(Duration.ofMinutes(30))));
    }
}
