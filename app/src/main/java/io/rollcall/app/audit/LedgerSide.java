package io.rollcall.app.audit;

import io.rollcall.app.config.LedgerPlace;
import io.rollcall.app.text.Explanation;
import io.rollcall.audit.input.Unreadable;
import io.rollcall.audit.layout.Account;
import io.rollcall.audit.layout.Health;
import io.rollcall.audit.layout.Shown;
import io.rollcall.audit.layout.Side;
import io.rollcall.audit.layout.Visitor;
import io.rollcall.audit.quick.Totals;
import io.rollcall.audit.roll.Content;
import io.rollcall.audit.roll.Mark;
import io.rollcall.audit.roll.Spill;
import io.rollcall.audit.roll.StreamNames;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.ledger.KeySpace;
import io.rollcall.engine.ledger.LedgerFailure;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.KeyChunk;
import io.rollcall.engine.memory.KeyDigest;
import io.rollcall.ledger.StoredLedger;
import io.rollcall.options.InvalidDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * A side that is a ledger: the keys of what was delivered, each in the hour of its bucket, as far back as they are remembered. It
 * has neither ids nor contents.
 *
 * @param place where it is
 * @param streams those that take part
 * @param isCopy whether a key counts once however many contents it was delivered with: a ledger has no copies
 */
public record LedgerSide(LedgerPlace place, List<StreamId> streams, boolean isCopy) implements Side {

    /** What a side begins with that is a ledger. */
    static final String PREFIX = "ledger:";

    private static final int BYTES_OF_A_KEY = 36;

    /**
     * The side that {@code ledger:FILE}, {@code ledger:CONFIGURATION.yaml} or {@code ledger:FILE#definition/account/stream} names.
     *
     * @param isCopy whether it is asked what there is, not what there should be
     * @throws Unreadable if there is no such ledger or stream, with those there are
     */
    static LedgerSide of(String written, boolean isCopy) throws Unreadable {
        String place = written.substring(PREFIX.length());
        int mark = place.lastIndexOf('#');
        LedgerPlace file = place(Path.of(mark < 0 ? place : place.substring(0, mark)));
        try (StoredLedger ledger = file.view()) {
            List<StreamId> all = ledger.streams();
            List<StreamId> wanted = all.stream()
                    .filter(stream -> mark < 0 || stream.toString().equals(place.substring(mark + 1)))
                    .toList();
            if (wanted.isEmpty()) {
                throw new Unreadable(file + ": this ledger has no stream"
                        + (mark < 0
                                ? " yet"
                                : " '" + place.substring(mark + 1) + "'; it has: "
                                        + String.join(
                                                ", ",
                                                all.stream()
                                                        .map(StreamId::toString)
                                                        .toList())));
            }
            return new LedgerSide(file, wanted, isCopy);
        } catch (LedgerFailure e) {
            throw new Unreadable(String.valueOf(e.getMessage()), e);
        }
    }

    private static LedgerPlace place(Path named) throws Unreadable {
        try {
            return LedgerPlace.named(named);
        } catch (IOException | InvalidDocument e) {
            throw new Unreadable(named + ": " + Explanation.of(e).text(), e);
        }
    }

    @Override
    public String name() {
        return PREFIX + place + (streams.size() == 1 ? "#" + streams.get(0) : "");
    }

    @Override
    public long bytes() throws IOException {
        try (StoredLedger ledger = place.view()) {
            return ledger.bytes();
        } catch (LedgerFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public long likelyRecords() throws IOException {
        return bytes() / BYTES_OF_A_KEY;
    }

    /** What takes the entries of the ledger, one after the other. */
    private interface Taker {
        void take(StreamId stream, Bucket bucket, KeyChunk.Entry entry) throws IOException;
    }

    @Override
    public Account read(Spill spill, StreamNames names, LongConsumer progress) throws IOException {
        Health health = new Health();
        long[] ordinal = {0};
        forEach((stream, bucket, entry) -> {
            int second = second(bucket);
            health.record(second != Mark.TIMELESS);
            Content state = new Content(Content.Kind.ABSENT, entry.checksum(), 0, 0);
            int number = names.number(stream.toString());
            spill.add(new Mark(entry.key(), state, second, Mark.UNKNOWN, number, false, false, ordinal[0]++));
        });
        progress.accept(bytes());
        return new Account(name(), "a ledger's keys", "the keys", "the hour of the bucket", health, Optional.empty());
    }

    @Override
    public void revisit(BitSet ordinals, Visitor visitor) throws IOException {
        int[] ordinal = {0};
        forEach((stream, bucket, entry) -> {
            int place = ordinal[0]++;
            if (ordinals.get(place)) {
                int second = second(bucket);
                Optional<Instant> time =
                        second == Mark.TIMELESS ? Optional.empty() : Optional.of(Instant.ofEpochSecond(second));
                visitor.visit(new Shown(place, 0, entry.key().toString(), entry.key(), time, Optional.empty()));
            }
        });
    }

    /** What it remembers of each hour of a period, all its streams together. */
    Totals totals(Window period) throws IOException {
        SortedMap<Instant, KeyDigest> hours = new TreeMap<>();
        try (StoredLedger ledger = place.view()) {
            for (StreamId stream : streams) {
                for (Shelf shelf : ledger.shelves(stream)) {
                    Instant hour = shelf.bucket().window().from();
                    if (shelf.space() == KeySpace.EVENT && period.contains(hour)) {
                        hours.merge(hour, ledger.keys(stream, shelf).digest(), KeyDigest::plus);
                    }
                }
            }
        } catch (LedgerFailure e) {
            throw new IOException(e.getMessage(), e);
        }
        return new Totals(name(), hours, true);
    }

    private void forEach(Taker taker) throws IOException {
        try (StoredLedger ledger = place.view()) {
            for (StreamId stream : streams) {
                for (Shelf shelf : ledger.shelves(stream)) {
                    if (shelf.space() == KeySpace.EVENT) {
                        forEach(
                                stream,
                                shelf,
                                KeyChunk.merge(ledger.keys(stream, shelf).chunks()),
                                taker);
                    }
                }
            }
        } catch (LedgerFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void forEach(StreamId stream, Shelf shelf, KeyChunk keys, Taker taker) throws IOException {
        for (int i = 0; i < keys.size(); i++) {
            boolean isAgain =
                    i > 0 && keys.entry(i).key().equals(keys.entry(i - 1).key());
            if (!isCopy || !isAgain) {
                taker.take(stream, shelf.bucket(), keys.entry(i));
            }
        }
    }

    private static int second(Bucket bucket) {
        boolean isTime = bucket.number() >= 0 && bucket.number() < Integer.MAX_VALUE / Bucket.LENGTH.toSeconds();
        return isTime ? (int) (bucket.number() * Bucket.LENGTH.toSeconds()) : Mark.TIMELESS;
    }
}
