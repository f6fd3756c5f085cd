package io.rollcall.sim.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All events of one tenant that have happened so far. Thread-safe. */
public final class EventStore {
    private static final Comparator<TimelineCursor> BY_TIME =
            Comparator.comparing((TimelineCursor cursor) -> cursor.peek().eventTime());

    private final String tenantId;
    private final Map<StreamKind, Timeline> timelines = new EnumMap<>(StreamKind.class);

    /** @param visibilities law of each stream; a stream without one has no events */
    public EventStore(String tenantId, Generation generation, Map<StreamKind, Visibility> visibilities) {
        this.tenantId = tenantId;
        visibilities.forEach(
                (stream, visibility) -> timelines.put(stream, generation.timeline(tenantId, stream, visibility)));
    }

    public String tenantId() {
        return tenantId;
    }

    /** Makes every event that happened up to that moment. */
    public synchronized void advanceTo(Instant now) {
        long nowNanos = EpochNanos.of(now);
        timelines.values().forEach(timeline -> timeline.advanceTo(nowNanos));
    }

    /** Events made so far. */
    public synchronized int size(StreamKind stream) {
        Timeline timeline = timelines.get(stream);
        return timeline == null ? 0 : timeline.size();
    }

    public synchronized Listing list(Selection selection) {
        List<TimelineCursor> cursors = cursors(selection);
        Comparator<TimelineCursor> order = selection.ascending() ? BY_TIME : BY_TIME.reversed();
        List<EventVersion> versions = new ArrayList<>(Math.min(selection.limit(), 1000));
        int skipped = 0;
        while (!cursors.isEmpty() && versions.size() < selection.limit()) {
            TimelineCursor first = cursors.size() == 1
                    ? cursors.get(0)
                    : cursors.stream().min(order).orElseThrow();
            EventVersion version = first.next();
            if (skipped < selection.offset()) {
                skipped++;
            } else {
                versions.add(version);
            }
            cursors.removeIf(cursor -> !cursor.hasNext());
        }
        return new Listing(versions, !cursors.isEmpty());
    }

    /** Every state of the events with indexes in {@code [from, until)}, visible or not, in index order. */
    public synchronized List<EventVersion> versions(StreamKind stream, int from, int until) {
        List<EventVersion> versions = new ArrayList<>();
        Timeline timeline = timelines.get(stream);
        for (int index = from; timeline != null && index < until; index++) {
            for (int revision = 0; revision <= timeline.revisions(index); revision++) {
                versions.add(timeline.version(index, revision));
            }
        }
        return versions;
    }

    /** Hands over the events from that index on, and returns the number of events made so far. */
    public synchronized int arrivals(StreamKind stream, int from, ArrivalConsumer consumer) {
        Timeline timeline = timelines.get(stream);
        if (timeline == null) {
            return 0;
        }
        for (int index = from; index < timeline.size(); index++) {
            consumer.accept(index, timeline.arrivalNanos(index));
        }
        return timeline.size();
    }

    private List<TimelineCursor> cursors(Selection selection) {
        List<TimelineCursor> cursors = new ArrayList<>();
        for (StreamKind stream : StreamKind.values()) {
            Timeline timeline = timelines.get(stream);
            if (timeline != null && selection.streams().contains(stream)) {
                cursors.add(new TimelineCursor(timeline, selection));
            }
        }
        cursors.removeIf(cursor -> !cursor.hasNext());
        return cursors;
    }

    /** Receiver of events in the order in which they happened. */
    @FunctionalInterface
    public interface ArrivalConsumer {
        void accept(int index, long arrivalNanos);
    }
}
