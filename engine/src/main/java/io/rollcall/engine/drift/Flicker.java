package io.rollcall.engine.drift;

import io.rollcall.engine.memory.Bucket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often an API leaves out events it has shown before and shows again later. Of an hour that was read as a whole it is known
 * which of its events should have come; those that did not are absent, and those absent at one look and not at the next have
 * flickered. An event that is merely late is never seen, absent and seen again, so lateness does not count as flicker; and an
 * event that never comes back does not either. Old evidence fades. Immutable.
 */
public final class Flicker {

    /** Nothing is known yet. */
    public static final Flicker NONE = new Flicker(0, 0, Instant.EPOCH, new TreeMap<>());

    private static final int VERSION = 1;
    private static final Duration HALF_LIFE = Duration.ofDays(7);
    private static final double FEWEST = 3;
    /** More absent events than this are not told apart. */
    private static final int MOST_ABSENT = 2000;

    private final double watched;
    private final double flickered;
    private final Instant at;
    /** Of each hour, what its absent events are told apart by, ascending. */
    private final SortedMap<Long, long[]> absent;

    private Flicker(double watched, double flickered, Instant at, SortedMap<Long, long[]> absent) {
        this.watched = watched;
        this.flickered = flickered;
        this.at = at;
        this.absent = Collections.unmodifiableSortedMap(absent);
    }

    /** After some time; hours that have ended before {@code horizon} are forgotten. */
    public Flicker at(Instant now, Instant horizon) {
        long passed = Math.max(0, Duration.between(at, now).toMillis());
        double kept = at.equals(Instant.EPOCH) ? 1 : Math.pow(2, -(double) passed / HALF_LIFE.toMillis());
        SortedMap<Long, long[]> remembered =
                new TreeMap<>(absent.tailMap(Bucket.of(horizon).number()));
        return new Flicker(watched * kept, flickered * kept, now, remembered);
    }

    /**
     * After a look at a whole hour.
     *
     * @param known events known to have happened in it
     * @param missing what those that did not come are told apart by, for example half of their keys, ascending
     */
    public Flicker after(Bucket hour, long known, long[] missing) {
        long back = Arrays.stream(absent.getOrDefault(hour.number(), new long[0]))
                .filter(event -> Arrays.binarySearch(missing, event) < 0)
                .count();
        if (missing.length == 0 && back == 0) {
            return new Flicker(watched + known, flickered, at, absent);
        }
        SortedMap<Long, long[]> next = new TreeMap<>(absent);
        next.remove(hour.number());
        long[] kept = Arrays.copyOf(missing, (int) Math.min(missing.length, MOST_ABSENT - absent(next)));
        if (kept.length > 0) {
            next.put(hour.number(), kept);
        }
        return new Flicker(watched + known, flickered + back, at, next);
    }

    /** The share of its known events the API leaves out of an answer and shows later; empty if too few were watched to say. */
    public Optional<Double> share() {
        return watched < FEWEST ? Optional.empty() : Optional.of(flickered / watched);
    }

    /** That share at most, with 95 % confidence; empty if too few were watched to say. */
    public Optional<Double> atMost() {
        double bound = flickered + 1.35 + 1.645 * Math.sqrt(flickered + 1); // Poisson; three where none was seen
        return watched < FEWEST ? Optional.empty() : Optional.of(Math.min(1, bound / watched));
    }

    /** Events that did not come at the last look at their hour, up to two thousand. */
    public long absent() {
        return absent(absent);
    }

    private static long absent(SortedMap<Long, long[]> hours) {
        return hours.values().stream().mapToLong(events -> events.length).sum();
    }

    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            out.writeDouble(watched);
            out.writeDouble(flickered);
            out.writeLong(at.toEpochMilli());
            out.writeInt(absent.size());
            for (Map.Entry<Long, long[]> each : absent.entrySet()) {
                out.writeLong(each.getKey());
                out.writeInt(each.getValue().length);
                for (long event : each.getValue()) {
                    out.writeLong(event);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** What {@link #toBytes} was asked of; nothing known if the bytes are of another version or none. */
    public static Flicker fromBytes(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (bytes.length == 0 || in.readInt() != VERSION) {
                return NONE;
            }
            double watched = in.readDouble();
            double flickered = in.readDouble();
            Instant at = Instant.ofEpochMilli(in.readLong());
            SortedMap<Long, long[]> absent = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                absent.put(in.readLong(), events(in));
            }
            return new Flicker(watched, flickered, at, absent);
        } catch (IOException e) {
            return NONE;
        }
    }

    private static long[] events(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_ABSENT) {
            throw new IOException("no hour has " + count + " absent events");
        }
        long[] events = new long[count];
        for (int i = 0; i < count; i++) {
            events[i] = in.readLong();
        }
        return events;
    }
}
