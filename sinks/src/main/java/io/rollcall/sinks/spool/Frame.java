package io.rollcall.sinks.spool;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A batch as the spool writes it: length of what follows the head (4 bytes), its CRC-32C (4 bytes), then the number of deliveries and each
 * of them: stream, kind, key, time, visible by, body. All numbers are big-endian.
 */
final class Frame {

    /** Length and checksum. */
    static final int HEAD_BYTES = 8;

    private Frame() {}

    /** Head and content. */
    static ByteBuffer of(Batch batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.min(batch.bytes() * 5 / 4 + 256, 1 << 30));
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(0);
            out.writeInt(batch.deliveries().size());
            for (Delivery delivery : batch.deliveries()) {
                write(delivery, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        ByteBuffer frame = ByteBuffer.wrap(bytes.toByteArray());
        frame.putInt(0, frame.capacity() - HEAD_BYTES);
        frame.putInt(Integer.BYTES, checksum(frame.array(), HEAD_BYTES));
        return frame;
    }

    /** CRC-32C of all bytes from an offset on. */
    static int checksum(byte[] bytes, int offset) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, bytes.length - offset);
        return (int) crc.getValue();
    }

    private static void write(Delivery delivery, DataOutputStream out) throws IOException {
        out.writeUTF(delivery.stream().toString());
        out.writeUTF(delivery.kind().name());
        out.writeLong(delivery.key().high());
        out.writeLong(delivery.key().low());
        write(delivery.time(), out);
        write(delivery.visibleBy(), out);
        out.writeInt(delivery.body().length());
        delivery.body().writeTo(out);
    }

    private static void write(Instant time, DataOutputStream out) throws IOException {
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
    }

    /**
     * The deliveries of a frame.
     *
     * @param content without its head; it is kept, since the bodies are parts of it
     */
    static List<Delivery> deliveries(byte[] content) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(content);
        try (DataInputStream in = new DataInputStream(bytes)) {
            int count = in.readInt();
            List<Delivery> deliveries = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                deliveries.add(read(in, content, bytes));
            }
            return deliveries;
        } catch (IOException e) {
            throw new UncheckedIOException("a frame whose checksum is right was not written by this program", e);
        }
    }

    private static Delivery read(DataInputStream in, byte[] content, ByteArrayInputStream bytes) throws IOException {
        StreamId stream = StreamId.parse(in.readUTF());
        Delivery.Kind kind = Delivery.Kind.valueOf(in.readUTF());
        EventKey key = new EventKey(in.readLong(), in.readLong());
        Instant time = Instant.ofEpochSecond(in.readLong(), in.readInt());
        Instant visibleBy = Instant.ofEpochSecond(in.readLong(), in.readInt());
        int length = in.readInt();
        Slice body = new Slice(content, content.length - bytes.available(), length);
        in.skipNBytes(length);
        return new Delivery(stream, kind, key, time, visibleBy, body);
    }
}
