package io.rollcall.engine.drift;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A model as bytes: a version, a checksum and the deflated rest.
 *
 * @param learned all that must survive
 * @param judged the evidence the current law follows from; there may be newer evidence that has not been reckoned with yet
 */
record Snapshot(Learned learned, Evidence judged) {

    private static final int VERSION = 0x44520002;
    private static final int HEADER_BYTES = 12;

    byte[] toBytes() {
        try {
            ByteArrayOutputStream deflated = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(deflated))) {
                new SnapshotWriter(out).write(this);
            }
            byte[] body = deflated.toByteArray();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(HEADER_BYTES + body.length);
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(VERSION);
            out.writeLong(checksum(body, 0));
            out.write(body);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
    }

    /** Empty if the bytes are damaged, of another version, or not what this build would have written. */
    static Optional<Snapshot> read(byte[] bytes, AgeBins bins) {
        try (DataInputStream header = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (bytes.length < HEADER_BYTES
                    || header.readInt() != VERSION
                    || header.readLong() != checksum(bytes, HEADER_BYTES)) {
                return Optional.empty();
            }
            return Optional.of(new SnapshotReader(new DataInputStream(new InflaterInputStream(header)), bins).read());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long checksum(byte[] bytes, int from) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, bytes.length - from);
        return crc.getValue();
    }
}
