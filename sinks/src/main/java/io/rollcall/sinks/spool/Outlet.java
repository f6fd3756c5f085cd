package io.rollcall.sinks.spool;

import io.rollcall.engine.sink.Delivery;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one sink takes of the spool: everything behind its position, in order. Used by one thread, but for {@link #position}. */
final class Outlet implements AutoCloseable {

    private final Spool spool;
    private final PositionFile file;
    private final Optional<String> gap;
    private volatile Position position;
    private @Nullable Segment open;
    private @Nullable FileChannel channel;

    /** @param gap what was taken out of the spool before this sink had it, in words */
    Outlet(Spool spool, PositionFile file, Position position, Optional<String> gap) {
        this.spool = spool;
        this.file = file;
        this.position = position;
        this.gap = gap;
    }

    /** Up to where everything has been accepted. Any thread may ask. */
    Position position() {
        return position;
    }

    Optional<String> gap() {
        return gap;
    }

    /**
     * What comes next; waits for it if there is nothing. Until {@link #done} it is the same again.
     *
     * @param maxBytes of the frames taken together, unless the first alone has more
     * @return empty when the spool is being closed
     */
    Optional<Parcel> next(long maxBytes) throws IOException, InterruptedException {
        return next(maxBytes, deliveries -> true);
    }

    /**
     * The same, of which batches behind the first are only taken along as long as they are wanted.
     *
     * @param wanted told for each batch behind the first
     */
    Optional<Parcel> next(long maxBytes, Predicate<List<Delivery>> wanted) throws IOException, InterruptedException {
        Optional<Position> end = spool.awaitBeyond(position);
        if (end.isEmpty()) {
            return Optional.empty();
        }
        List<Delivery> deliveries = new ArrayList<>();
        Position at = spool.normal(position);
        long bytes = 0;
        while (at.compareTo(end.get()) < 0) {
            byte[] content = frame(at);
            bytes += content.length;
            if (bytes > maxBytes && !deliveries.isEmpty()) {
                break;
            }
            List<Delivery> batch = Frame.deliveries(content);
            if (!deliveries.isEmpty() && !wanted.test(batch)) {
                break;
            }
            deliveries.addAll(batch);
            at = spool.normal(new Position(at.segment(), at.offset() + Frame.HEAD_BYTES + content.length));
        }
        return Optional.of(new Parcel(deliveries, at));
    }

    /**
     * What is left for it in its segment, which is not the last one. Until {@link #done} it is the same again.
     *
     * @param viewer is shown it, batch by batch
     * @return where the spool goes on behind it
     */
    Position restOfSegment(Consumer<List<Delivery>> viewer) throws IOException {
        Position at = position;
        while (at.offset() < spool.size(at.segment())) {
            byte[] content = frame(at);
            viewer.accept(Frame.deliveries(content));
            at = new Position(at.segment(), at.offset() + Frame.HEAD_BYTES + content.length);
        }
        return spool.normal(at);
    }

    /** Notes, durably, that a parcel has been accepted. */
    void done(Parcel parcel) throws IOException {
        file.write(parcel.end());
        position = parcel.end();
        if (open != null && open.number() != position.segment()) {
            close();
        }
        spool.moved();
    }

    private byte[] frame(Position at) throws IOException {
        FileChannel source = channelOf(at.segment());
        return Segment.frame(source, at.offset())
                .orElseThrow(() -> new DamagedSpool(spool.segment(at.segment()).file(), at.offset(), "is damaged"));
    }

    private FileChannel channelOf(long number) throws IOException {
        FileChannel present = channel;
        if (present != null && open != null && open.number() == number && present.isOpen()) {
            return present;
        }
        close();
        Segment segment = spool.segment(number);
        FileChannel next = segment.openToRead();
        open = segment;
        channel = next;
        return next;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
