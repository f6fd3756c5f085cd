package io.rollcall.sinks.relp;

import io.rollcall.options.Durations;
import io.rollcall.sinks.net.Connection;
import io.rollcall.sinks.net.Deadline;
import io.rollcall.sinks.net.Timeouts;
import io.rollcall.sinks.stream.WriteBuffer;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A RELP session: numbered messages, and the receiver's answer to each. Some are sent ahead of their answers, so few that their
 * answers fit into the buffers of the connection: then neither side ever waits for the other to read. For one thread at a time.
 */
final class RelpSession implements Closeable {

    /** Messages sent ahead of their answers. */
    private static final int WINDOW = 1024;
    /** Numbers end at 999,999,999; a session ends long before. */
    private static final int LAST_NUMBER = 900_000_000;

    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final String OFFERS = "relp_version=0\nrelp_software=rollcall\ncommands=syslog";

    private final Connection connection;
    private final Timeouts timeouts;
    private final FrameReader answers;
    private final WriteBuffer buffer;
    private int number;

    private RelpSession(Connection connection, Timeouts timeouts) {
        this.connection = connection;
        this.timeouts = timeouts;
        this.answers = new FrameReader(connection);
        this.buffer = new WriteBuffer(connection);
    }

    /** Opens a session on a fresh connection, and closes that on failure. */
    static RelpSession open(Connection connection, Timeouts timeouts) throws IOException, InterruptedException {
        boolean isOpen = false;
        RelpSession session = new RelpSession(connection, timeouts);
        try {
            session.shakeHands();
            isOpen = true;
            return session;
        } finally {
            if (!isOpen) {
                connection.close();
            }
        }
    }

    private void shakeHands() throws IOException, InterruptedException {
        Frame answer = opening();
        if (!answer.isSuccess()
                || !answer.data().contains("commands=")
                || !answer.data().contains("syslog")) {
            throw new IOException("the receiver does not take messages by RELP: it offers '"
                    + answer.data().replace('\n', ' ')
                    + "'. Check that this is the right port, and the receiver's configuration");
        }
    }

    private Frame opening() throws IOException, InterruptedException {
        String check = "Check that it speaks RELP on this port, under TLS or not as this sink does";
        try {
            put("open", OFFERS.getBytes(StandardCharsets.US_ASCII));
            buffer.flush();
            return next(Deadline.in(
                    timeouts.connect(), "the receiver has not answered to the opening of a session. " + check));
        } catch (SocketException e) {
            throw new IOException(
                    "the receiver broke the connection off instead of opening a session (" + e.getMessage() + "). "
                            + check,
                    e);
        }
    }

    /** Whether the receiver still has the session open, as far as it has told. All messages sent before have been answered. */
    boolean isOpen() throws InterruptedException {
        try {
            connection.requireOpen();
            return number < LAST_NUMBER;
        } catch (IOException hasEnded) {
            return false;
        }
    }

    /**
     * Sends messages and waits for all answers.
     *
     * @return for each message what the receiver said against it; null for those it took
     */
    List<@Nullable String> send(List<byte[]> messages) throws IOException, InterruptedException {
        int first = number + 1;
        Frame[] frames = new Frame[messages.size()];
        int sent = 0;
        int answered = 0;
        while (answered < frames.length) {
            while (sent < frames.length && sent - answered < WINDOW) {
                put("syslog", messages.get(sent++));
            }
            buffer.flush();
            int enough = sent == frames.length ? 0 : WINDOW / 2;
            while (sent - answered > enough) {
                take(next(silence()), first, sent, frames);
                answered++;
            }
        }
        List<@Nullable String> complaints = new ArrayList<>();
        for (Frame frame : frames) {
            complaints.add(frame.isSuccess() ? null : frame.data());
        }
        return complaints;
    }

    private static void take(Frame answer, int first, int sent, @Nullable Frame[] frames) throws IOException {
        int index = answer.number() - first;
        if (index < 0 || index >= sent || frames[index] != null) {
            throw new IOException("the receiver answers to a message it was not sent (number " + answer.number()
                    + "). Check that it speaks RELP on this port");
        }
        frames[index] = answer;
    }

    private void put(String command, byte[] data) throws IOException, InterruptedException {
        number++;
        byte[] head = (number + " " + command + " " + data.length + (data.length == 0 ? "" : " "))
                .getBytes(StandardCharsets.US_ASCII);
        buffer.put(head, 0, head.length);
        buffer.put(data, 0, data.length);
        buffer.put(new byte[] {'\n'}, 0, 1);
    }

    private Frame next(Deadline deadline) throws IOException, InterruptedException {
        Frame frame = answers.next(deadline);
        if (!frame.command().equals("rsp")) {
            throw new IOException("the receiver ends the session (" + frame.command()
                    + "). Check whether it was stopped or restarted");
        }
        return frame;
    }

    private Deadline silence() {
        return Deadline.in(
                timeouts.receipt(),
                "the receiver has answered nothing for " + Durations.format(timeouts.receipt())
                        + ". Check its load and its queues, which may be full");
    }

    /** Ends the session in order, waiting for a moment at most. */
    void end() throws IOException, InterruptedException {
        try (connection) {
            put("close", new byte[0]);
            buffer.flush();
            Objects.requireNonNull(answers.next(Deadline.in(FAREWELL, "no answer to the end of the session")));
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
