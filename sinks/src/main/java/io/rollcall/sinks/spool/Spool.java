package io.rollcall.sinks.spool;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.sinks.file.Ownership;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A queue of batches on the disk, in segments that are deleted when every outlet is past them. A batch is in it once it is on the
 * disk as a whole; what a crash leaves of another is cut off when the spool is opened, or delivered if it is whole after all, as
 * its page will be a second time. Thread-safe.
 */
final class Spool implements AutoCloseable {

    private static final long USUAL_SEGMENT_BYTES = 64L << 20;
    private static final int SEGMENTS = 8;

    private final SpoolFolder folder;
    private final long maxBytes;
    private final long segmentBytes;
    private final Ownership ownership;

    /** Up to where each segment is on the disk. */
    private final NavigableMap<Long, Long> sizes;

    private final Map<String, Outlet> outlets = new TreeMap<>();
    private @Nullable FileChannel current;

    /** Those that are not given the oldest when there is no room. */
    private final Set<String> yielding;

    /** Whether a batch has found no room since there last was some. */
    private boolean isFull;

    private boolean closing;

    private Spool(
            SpoolFolder folder,
            SpoolOptions options,
            Set<String> yielding,
            Ownership ownership,
            NavigableMap<Long, Long> sizes) {
        this.folder = folder;
        this.yielding = Set.copyOf(yielding);
        this.maxBytes = options.maxBytes();
        this.segmentBytes = Math.min(USUAL_SEGMENT_BYTES, options.maxBytes() / SEGMENTS);
        this.ownership = ownership;
        this.sizes = sizes;
    }

    /**
     * Opens the spool, which is made if there is none. An outlet that is new to it begins at its end.
     *
     * @param outlets their names
     * @param yielding those that are not given the oldest when there is no room
     * @throws SinkUnreachable if it cannot be used until somebody changes something on this machine
     */
    static Spool open(SpoolOptions options, List<String> outlets, Set<String> yielding) throws SinkUnreachable {
        SpoolFolder folder = new SpoolFolder(options.path());
        Ownership ownership = folder.own();
        boolean isOpen = false;
        try {
            Spool spool = new Spool(folder, options, yielding, ownership, folder.sizes());
            folder.requireNothingOwedBut(outlets, spool.sizes);
            for (String name : outlets) {
                spool.outlets.put(name, folder.outlet(name, spool, spool.sizes));
            }
            isOpen = true;
            return spool;
        } catch (IOException e) {
            throw folder.unusable(e);
        } finally {
            if (!isOpen) {
                folder.disown(ownership);
            }
        }
    }

    Outlet outlet(String name) {
        return Optional.ofNullable(outlets.get(name))
                .orElseThrow(() -> new IllegalArgumentException("the spool has no outlet '" + name + "'"));
    }

    /**
     * Adds a batch; it is on the disk when this returns.
     *
     * @return whether there was room for it
     */
    synchronized boolean add(Batch batch) throws IOException {
        ByteBuffer frame = Frame.of(batch);
        isFull = held() + frame.capacity() > maxBytes && !isEmpty();
        if (isFull) {
            return false;
        }
        append(frame);
        return true;
    }

    /** Adds what is small and has to be said although there is no room; it is on the disk when this returns. */
    synchronized void addAnyway(Batch batch) throws IOException {
        append(Frame.of(batch));
    }

    private void append(ByteBuffer frame) throws IOException {
        FileChannel channel = toAppend(frame.capacity());
        boolean isDurable = false;
        try {
            Segment.write(channel, frame, sizes.lastEntry().getValue());
            channel.force(false);
            isDurable = true;
        } finally {
            if (!isDurable) {
                channel.close();
            }
        }
        sizes.merge(sizes.lastKey(), (long) frame.capacity(), Long::sum);
        notifyAll();
    }

    /** The newest segment, or a new one if it is full. What a failed write left behind its end is cut off first. */
    private FileChannel toAppend(int bytes) throws IOException {
        FileChannel present = current;
        long size = sizes.lastEntry().getValue();
        boolean isFull = size > Segment.HEADER_BYTES && size + bytes > segmentBytes;
        if (present != null && present.isOpen() && !isFull) {
            return present;
        }
        if (present != null) {
            present.close();
        }
        FileChannel opened = segment(sizes.lastKey()).openToAppend();
        boolean isFit = false;
        try {
            opened.truncate(size);
            opened.force(true);
            isFit = true;
        } finally {
            if (!isFit || isFull) {
                opened.close();
            }
        }
        current = isFull ? folder.create(sizes.lastKey() + 1, sizes) : opened;
        return current;
    }

    Segment segment(long number) {
        return folder.segment(number);
    }

    /** Waits until there is something behind a position; where the spool ends then. Empty when it is being closed. */
    synchronized Optional<Position> awaitBeyond(Position position) throws InterruptedException {
        while (!closing && end().compareTo(position) <= 0) {
            wait();
        }
        return closing ? Optional.empty() : Optional.of(end());
    }

    /** The same position, but in the next segment if it is at the end of one that is not the last. */
    synchronized Position normal(Position position) {
        Optional<Long> next = Optional.ofNullable(sizes.higherKey(position.segment()));
        boolean isAtEnd = position.offset() >= sizes.getOrDefault(position.segment(), 0L);
        return isAtEnd && next.isPresent() ? normal(Position.startOf(next.get())) : position;
    }

    /** Deletes the segments before those that outlets have their positions in. */
    synchronized void moved() throws IOException {
        long needed = outlets.values().stream()
                .mapToLong(outlet -> outlet.position().segment())
                .min()
                .orElse(sizes.lastKey());
        for (long passed : new ArrayList<>(sizes.headMap(needed).keySet())) {
            folder.delete(passed);
            sizes.remove(passed);
            isFull = false;
        }
        notifyAll();
    }

    /** Bytes that an outlet has not taken. */
    synchronized long behind(Outlet outlet) {
        return folder.behind(outlet.position(), sizes);
    }

    /** The outlet that holds the spool's oldest segment. */
    synchronized String slowest() {
        return outlets.entrySet().stream()
                .min(Map.Entry.comparingByValue((left, right) -> left.position().compareTo(right.position())))
                .map(Map.Entry::getKey)
                .orElseThrow();
    }

    /**
     * Whether there is no room, and would be if this outlet, which is one that yields, left the oldest segment: no other needs it that
     * does not yield.
     */
    synchronized boolean wantsToBeLeft(String name) {
        long oldest = sizes.firstKey();
        return isFull
                && yielding.contains(name)
                && sizes.size() > 1
                && outlet(name).position().segment() == oldest
                && outlets.entrySet().stream()
                        .allMatch(other -> yielding.contains(other.getKey())
                                || normal(other.getValue().position()).segment() > oldest);
    }

    synchronized long size(long segment) {
        return sizes.getOrDefault(segment, 0L);
    }

    long maxBytes() {
        return maxBytes;
    }

    private boolean isEmpty() {
        return outlets.values().stream().allMatch(outlet -> outlet.position().compareTo(end()) >= 0);
    }

    private long held() {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    private Position end() {
        return new Position(sizes.lastKey(), sizes.lastEntry().getValue());
    }

    /** Lets everybody who waits go. */
    synchronized void letGo() {
        closing = true;
        notifyAll();
    }

    @Override
    public void close() {
        letGo();
        synchronized (this) {
            try {
                for (Outlet outlet : outlets.values()) {
                    outlet.close();
                }
                if (current != null) {
                    current.close();
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("cannot close the spool in " + folder.path(), e);
            } finally {
                folder.disown(ownership);
            }
        }
    }
}
