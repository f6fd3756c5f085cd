package io.rollcall.sinks.relp;

import io.rollcall.sinks.net.Connection;
import io.rollcall.sinks.net.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The frames a receiver sends: {@code TXNR SP COMMAND SP DATALEN [SP DATA] LF} (RELP specification, section "syntax"). For one
 * thread at a time.
 */
final class FrameReader {

    private static final int MAX_NUMBER_DIGITS = 9;
    private static final int MAX_COMMAND_BYTES = 32;
    private static final int MAX_DATA_BYTES = 64 * 1024;

    private final Connection connection;
    private final ByteBuffer bytes = ByteBuffer.allocate(16 * 1024).limit(0);

    FrameReader(Connection connection) {
        this.connection = connection;
    }

    /** Waits for the next frame. */
    Frame next(Deadline deadline) throws IOException, InterruptedException {
        int number = number(deadline, ' ');
        StringBuilder command = new StringBuilder();
        for (int read = read(deadline); read != ' '; read = read(deadline)) {
            require(read >= 'a' && read <= 'z' && command.length() < MAX_COMMAND_BYTES);
            command.append((char) read);
        }
        return new Frame(number, command.toString(), data(deadline));
    }

    private int number(Deadline deadline, char end) throws IOException, InterruptedException {
        int number = 0;
        int digits = 0;
        int read = read(deadline);
        while (read != end) {
            require(read >= '0' && read <= '9' && digits < MAX_NUMBER_DIGITS);
            number = number * 10 + (read - '0');
            digits++;
            read = read(deadline);
        }
        require(digits > 0);
        return number;
    }

    /** The length and what follows it: without data, some end the frame with a space before the line feed. */
    private String data(Deadline deadline) throws IOException, InterruptedException {
        int length = 0;
        int digits = 0;
        int read = read(deadline);
        while (read != ' ' && read != '\n') {
            require(read >= '0' && read <= '9' && digits < MAX_NUMBER_DIGITS);
            length = length * 10 + (read - '0');
            digits++;
            read = read(deadline);
        }
        require(digits > 0 && length <= MAX_DATA_BYTES && (length == 0 || read == ' '));
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = (byte) read(deadline);
        }
        if (read == ' ') {
            require(read(deadline) == '\n');
        }
        return new String(data, StandardCharsets.UTF_8);
    }

    private int read(Deadline deadline) throws IOException, InterruptedException {
        if (!bytes.hasRemaining()) {
            bytes.clear();
            int read = -1;
            try {
                read = connection.read(bytes, deadline);
            } finally {
                bytes.flip();
            }
            if (read < 0) {
                throw new EOFException(
                        "the receiver ended the connection while answers of it were due. Check whether it was"
                                + " stopped or restarted, whether it limits the length of messages or the senders it accepts, and"
                                + " that it speaks RELP on this port, under TLS or not as this sink does");
            }
        }
        return bytes.get() & 0xff;
    }

    private static void require(boolean isFrame) throws IOException {
        if (!isFrame) {
            throw new IOException(
                    "what the receiver answers is no RELP. Check that it speaks RELP on this port, under TLS or"
                            + " not as this sink does");
        }
    }
}
