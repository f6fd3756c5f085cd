package io.rollcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.drift.Lateness;
import io.rollcall.engine.drift.Shortfall;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.Attestation;
import io.rollcall.engine.ledger.Commit;
import io.rollcall.engine.ledger.CommitOutcome;
import io.rollcall.engine.ledger.Counters;
import io.rollcall.engine.ledger.KeySpace;
import io.rollcall.engine.ledger.Ledger;
import io.rollcall.engine.ledger.Level;
import io.rollcall.engine.ledger.Loss;
import io.rollcall.engine.ledger.OpenNotice;
import io.rollcall.engine.ledger.Quarantined;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.ledger.Testimony;
import io.rollcall.engine.ledger.Unreadable;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.KeyChunk;
import io.rollcall.engine.memory.KeyDigest;
import io.rollcall.engine.memory.Novelty;
import io.rollcall.engine.plan.Coverage;
import io.rollcall.engine.selfaudit.Reopened;
import io.rollcall.engine.selfaudit.SampleCounts;
import io.rollcall.engine.selfaudit.SelfAudit;
import io.rollcall.engine.source.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every ledger does. */
abstract class LedgerContract {

    static final StreamId STREAM = new StreamId("fake", "contoso", "events");
    static final Instant NOW = Instant.parse("2026-03-01T00:00:00.123456789Z");
    static final Shelf SHELF = new Shelf(KeySpace.EVENT, Bucket.of(NOW));

    /** The ledger under test, at first an empty one, as it is after a restart. */
    abstract Ledger reopened() throws Exception;

    @Test
    void everyPartOfAStateComesBackAsItWas() throws Exception {
        Window window = new Window(NOW, NOW.plusNanos(1));
        Item item = new Item(new EventKey(-1, 2), "blob", "https://x/y", NOW, Optional.of(NOW.plusSeconds(1)));
        Item timeless = new Item(new EventKey(3, -4), "other", "https://x/z", NOW, Optional.empty());
        StreamState state = StreamState.beginningAt(NOW)
                .withCoverage(Coverage.NONE.swept(window, NOW))
                .counting(new Counters(1, 2, 3, 4, 5, 6, 7))
                .withQuarantine(List.of(
                        new Quarantined(item, "why", NOW, 1, NOW.plusSeconds(2)),
                        new Quarantined(timeless, "because", NOW.plusNanos(1), 2, NOW)))
                .withUnreadable(List.of(new Unreadable(window, "bad", NOW, 3, NOW.plusSeconds(3))))
                .withNotices(List.of(new OpenNotice("throttled", "slow", NOW)))
                .withLateness(Lateness.NONE.with(List.of(new Lateness.Bounds(Duration.ZERO, Duration.ofHours(1)))))
                .withSelfAudit(new SelfAudit(
                        new SampleCounts(1, 2, 3, 4, 5),
                        Optional.of(NOW),
                        List.of(
                                new Reopened(window, NOW, true),
                                new Reopened(new Window(NOW.plusNanos(1), NOW.plusNanos(2)), NOW, false))));
        Ledger ledger = reopened();
        ledger.commit(new Commit(STREAM, NOW, Map.of(), state, Testimony.NONE, NOW));
        ledger.commit(new Commit(STREAM, NOW, Map.of(), state, Testimony.NONE, NOW));
        Ledger again = reopened();
        assertThat(again.state(STREAM)).contains(state);
        assertThat(again.streams()).containsExactly(STREAM);
    }

    @Test
    void whatIsToBeKnownForGoodComesBackAsItWas() throws Exception {
        Bucket hour = SHELF.bucket();
        Attestation read = new Attestation(
                hour,
                Level.FINAL,
                Optional.of(NOW),
                Optional.of(NOW.plusNanos(1)),
                new KeyDigest(7, new EventKey(-1, 5)),
                2,
                Optional.of(new Shortfall(0.25, 1.5)));
        Attestation unread = Attestation.unknown(hour.next());
        Loss loss = new Loss(NOW, "blob", "gone", NOW.plusSeconds(1));
        StreamState state = StreamState.beginningAt(NOW);
        Ledger ledger = reopened();
        assertThat(ledger.lastAttested(STREAM)).isEmpty();
        ledger.commit(
                new Commit(STREAM, NOW, Map.of(), state, new Testimony(List.of(read, unread), List.of(loss)), NOW));
        ledger.commit(new Commit(STREAM, NOW, Map.of(SHELF, chunk(1)), state, Testimony.NONE, NOW));
        assertThat(ledger.attestations(STREAM, hour.window())).containsExactly(read);
        Window both = new Window(hour.window().from(), hour.next().window().to());
        assertThat(ledger.attestations(STREAM, both)).containsExactly(read, unread);
        assertThat(ledger.lastAttested(STREAM)).contains(hour.next());
        assertThat(ledger.losses(STREAM, hour.window())).containsExactly(loss);
        assertThat(ledger.losses(STREAM, hour.next().window())).isEmpty();
        assertThat(ledger.lastAddition(STREAM, SHELF)).contains(NOW);
        assertThat(ledger.lastAddition(STREAM, new Shelf(KeySpace.ITEM, hour))).isEmpty();
    }

    @Test
    void aPositionIsKeptUntilItIsMovedOrGivenUp() throws Exception {
        for (Optional<String> position : List.of(
                Optional.<String>empty(), Optional.of("\"c1\""), Optional.of("\"c2\""), Optional.<String>empty())) {
            Ledger ledger = reopened();
            Optional<Instant> backfill = position.map(unused -> NOW.minusSeconds(90));
            StreamState state =
                    StreamState.beginningAt(NOW).withPosition(position).withBackfill(backfill);
            ledger.commit(new Commit(STREAM, NOW, Map.of(), state, Testimony.NONE, NOW));
            Ledger again = reopened();
            assertThat(again.state(STREAM).orElseThrow().position()).isEqualTo(position);
            assertThat(again.state(STREAM).orElseThrow().backfill())
                    .isEqualTo(position.map(unused -> NOW.minusSeconds(90)));
        }
    }

    @Test
    void aReopenedWindowIsKeptUntilItIsClosed() throws Exception {
        Reopened window = new Reopened(new Window(NOW, NOW.plusSeconds(1)), NOW, true);
        SampleCounts counts = new SampleCounts(1, 1, 2, 1, 0);
        SelfAudit open = new SelfAudit(counts, Optional.of(NOW), List.of(window));
        SelfAudit closed = new SelfAudit(counts, Optional.of(NOW), List.of());
        for (SelfAudit audit : List.of(SelfAudit.NONE, open, closed)) {
            StreamState state = StreamState.beginningAt(NOW).withSelfAudit(audit);
            reopened().commit(new Commit(STREAM, NOW, Map.of(), state, Testimony.NONE, NOW));
            assertThat(reopened().state(STREAM)).contains(state);
        }
    }

    @Test
    void keysAreForgottenOnlyWhenTheirBucketIsOldAndNothingWasAddedToIt() throws Exception {
        Ledger ledger = reopened();
        remember(ledger, 1);
        commit(ledger, Map.of(new Shelf(KeySpace.ITEM, SHELF.bucket()), chunk(9)), NOW, NOW.plusSeconds(1));
        assertThat(ledger.keys(STREAM, SHELF).size())
                .as("the bucket has not ended")
                .isEqualTo(1);
        Instant later = NOW.plus(Duration.ofDays(40));
        commit(ledger, Map.of(SHELF, chunk(2)), later, later.minusSeconds(1));
        assertThat(ledger.keys(STREAM, SHELF).size())
                .as("something was just added")
                .isEqualTo(2);
        commit(ledger, Map.of(new Shelf(KeySpace.EVENT, Bucket.of(later)), chunk(3)), later, later.plusSeconds(1));
        assertThat(ledger.keys(STREAM, SHELF).size()).isZero();
    }

    @Test
    void textsComeBackAsTheyWereWhateverIsInThem() throws Exception {
        String odd = "a\u0000b \ud800 \u001a0000 \ud83d\ude00 \\ '\"";
        Item item = new Item(new EventKey(1, 2), odd, "https://x/" + odd, NOW, Optional.empty());
        StreamState state = StreamState.beginningAt(NOW)
                .withQuarantine(List.of(new Quarantined(item, odd, NOW, 1, NOW)))
                .withUnreadable(List.of(new Unreadable(new Window(NOW, NOW.plusNanos(1)), odd, NOW, 1, NOW)))
                .withNotices(List.of(new OpenNotice("throttled", odd, NOW)))
                .withPosition(Optional.of(odd));
        Testimony testimony = new Testimony(List.of(), List.of(new Loss(NOW, odd, odd, NOW)));
        reopened().commit(new Commit(STREAM, NOW, Map.of(), state, testimony, NOW));
        Ledger again = reopened();
        assertThat(again.state(STREAM)).contains(state);
        assertThat(again.losses(STREAM, SHELF.bucket().window())).isEqualTo(testimony.losses());
    }

    @Test
    void whatEachStreamHasIsItsOwn() throws Exception {
        Ledger ledger = reopened();
        remember(ledger, 1);
        assertThat(ledger.state(new StreamId("fake", "contoso", "others"))).isEmpty();
        assertThat(ledger.keys(new StreamId("fake", "contoso", "others"), SHELF).size())
                .isZero();
        assertThat(ledger.keys(STREAM, SHELF).novelty(new EventKey(1, 1), 1)).isEqualTo(Novelty.KNOWN);
    }

    static void remember(Ledger ledger, long number) {
        commit(ledger, Map.of(SHELF, chunk(number)), NOW, Instant.EPOCH);
    }

    static void commit(Ledger ledger, Map<Shelf, KeyChunk> keys, Instant at, Instant forgetBefore) {
        assertThat(ledger.commit(
                        new Commit(STREAM, at, keys, StreamState.beginningAt(NOW), Testimony.NONE, forgetBefore)))
                .isEqualTo(CommitOutcome.DURABLE);
    }

    static KeyChunk chunk(long number) {
        return KeyChunk.of(List.of(new KeyChunk.Entry(new EventKey(number, number), number)));
    }
}
