package io.rollcall.engine.loop;

import io.rollcall.engine.drift.Lateness;
import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.Counters;
import io.rollcall.engine.ledger.KeySpace;
import io.rollcall.engine.ledger.Shelf;
import io.rollcall.engine.memory.Bucket;
import io.rollcall.engine.memory.BucketKeys;
import io.rollcall.engine.memory.KeyChunk;
import io.rollcall.engine.memory.Newcomers;
import io.rollcall.engine.memory.Novelty;
import io.rollcall.engine.plan.Coverage;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.SourceTraits.Revisions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is new in pages that are delivered together: the deliveries to make, and the keys to remember once they have been
 * accepted. Remembers nothing itself.
 */
final class Intake {

    /** A shelf in use: what it holds, and what is to be added. */
    private record OpenShelf(Bucket bucket, BucketKeys known, List<KeyChunk.Entry> staged) {}

    private final List<Delivery> deliveries = new ArrayList<>();
    private final Map<Bucket, OpenShelf> shelves = new HashMap<>();
    private final Newcomers newcomers = new Newcomers();
    private final List<Lateness.Bounds> lateness = new ArrayList<>();
    private @Nullable OpenShelf last;
    private final BitSet news = new BitSet();
    private final StreamId stream;
    private final KeyMemory memory;
    private final Revisions policy;
    private final Coverage coverage;
    private long fetched;
    private long revisions;
    private long pages;

    /** @param coverage as it was before the sweep */
    Intake(StreamId stream, KeyMemory memory, Revisions policy, Coverage coverage) {
        this.stream = stream;
        this.memory = memory;
        this.policy = policy;
        this.coverage = coverage;
    }

    /** Compares a page with the memory and with the pages before. */
    void add(Page page) {
        news.clear();
        List<Event> events = page.events();
        for (int i = 0; i < events.size(); i++) {
            news.set(i, add(events.get(i), page));
        }
        fetched += events.size();
        pages++;
    }

    /** Whether the event had never been seen. */
    private boolean add(Event event, Page page) {
        OpenShelf shelf = shelf(Bucket.of(event.time()));
        Novelty novelty = novelty(event, shelf.known());
        if (novelty == Novelty.KNOWN || (novelty == Novelty.REVISION && policy == Revisions.IGNORE)) {
            return false;
        }
        shelf.staged().add(new KeyChunk.Entry(event.key(), event.checksum()));
        newcomers.add(event.key(), event.checksum());
        boolean isRevision = novelty == Novelty.REVISION;
        revisions += isRevision ? 1 : 0;
        deliveries.add(new Delivery(
                stream,
                isRevision ? Delivery.Kind.REVISION : Delivery.Kind.EVENT,
                event.key(),
                event.time().orElse(page.requestedAt()),
                page.requestedAt(),
                event.body()));
        if (!isRevision) {
            event.time().flatMap(time -> bounds(time, page)).ifPresent(lateness::add);
        }
        return !isRevision;
    }

    private Novelty novelty(Event event, BucketKeys known) {
        Novelty arrived = newcomers.novelty(event.key(), event.checksum());
        if (arrived == Novelty.KNOWN) {
            return arrived;
        }
        Novelty remembered = known.novelty(event.key(), event.checksum());
        return remembered == Novelty.NEW ? arrived : remembered;
    }

    /** The shelf of a bucket, which mostly is that of the event before. */
    private OpenShelf shelf(Bucket bucket) {
        OpenShelf open = last;
        if (open == null || open.bucket().number() != bucket.number()) {
            open = shelves.computeIfAbsent(
                    bucket, of -> new OpenShelf(of, memory.on(new Shelf(KeySpace.EVENT, of)), new ArrayList<>()));
            last = open;
        }
        return open;
    }

    /** The bounds of an event's drift; empty where there was no earlier look, so that nothing bounds it from above but us. */
    private Optional<Lateness.Bounds> bounds(Instant time, Page page) {
        if (page.item().isPresent()) {
            Duration exact =
                    notNegative(Duration.between(time, page.item().get().listedAt()));
            return Optional.of(new Lateness.Bounds(exact, exact));
        }
        Optional<Instant> earlier =
                coverage.lookedAt(time).or(() -> coverage.newestLook().filter(look -> !look.isAfter(time)));
        return earlier.map(look -> new Lateness.Bounds(
                notNegative(Duration.between(time, look)), notNegative(Duration.between(time, page.requestedAt()))));
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    /** Whether the event at a place in the page added last had never been seen. */
    boolean isNew(int place) {
        return news.get(place);
    }

    /** How many of the page added last had never been seen, and happened before a moment. */
    long newsBefore(Instant moment, Page page) {
        return news.stream()
                .mapToObj(place -> page.events().get(place).time())
                .filter(time -> time.filter(moment::isAfter).isPresent())
                .count();
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    List<Lateness.Bounds> lateness() {
        return lateness;
    }

    Map<Shelf, KeyChunk> keys() {
        Map<Shelf, KeyChunk> keys = new HashMap<>();
        shelves.forEach((bucket, open) -> {
            if (!open.staged().isEmpty()) {
                keys.put(new Shelf(KeySpace.EVENT, bucket), KeyChunk.of(open.staged()));
            }
        });
        return keys;
    }

    Counters counters() {
        long known = fetched - deliveries.size();
        return new Counters(fetched, deliveries.size() - revisions, revisions, known, 0, pages, 0);
    }
}
