package io.rollcall.sinks.stdout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.SinkContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StdoutSinkTest extends SinkContract {

    @Override
    protected Receiver receiver() {
        return new Pipe();
    }

    @Override
    protected boolean canProbe() {
        return false;
    }

    @Test
    void aLineThatTroubleCutShortDoesNotSpoilTheNextOne() throws Exception {
        Pipe pipe = new Pipe();
        Sink stdout = pipe.sink();
        pipe.stopAfter(10);
        assertThat(stdout.write(Deliveries.numbered("w", 0, 1, 10))).isInstanceOf(Receipt.TryLater.class);
        pipe.goOn();
        assertThat(stdout.write(Deliveries.batch(Deliveries.event("{\"a\":1}"))))
                .isEqualTo(Receipt.accepted());
        assertThat(pipe.text()).isEqualTo("{\"writer\":\n{\"a\":1}\n");
    }

    @Test
    void aPrintStreamIsNotTakenBecauseItSwallowsErrors() {
        PrintStream print = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> new StdoutSink(print)).hasMessageContaining("swallows errors");
    }

    /** A pipe with a reader that can go away. */
    private static final class Pipe extends OutputStream implements Receiver {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long left = Long.MAX_VALUE;

        @Override
        public Sink sink() {
            return new StdoutSink(this);
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        @Override
        public List<String> received() {
            return List.of(text().split("\n")).stream()
                    .filter(line -> !line.isEmpty())
                    .toList();
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] array, int offset, int length) throws IOException {
            int taken = (int) Math.min(left, length);
            bytes.write(array, offset, taken);
            left -= taken;
            if (taken < length) {
                throw new IOException("Broken pipe");
            }
        }

        @Override
        public void stop() {
            left = 0;
        }

        @Override
        public void stopAfter(long allowed) {
            left = allowed;
        }

        /** Another reader takes over. */
        @Override
        public void start() {
            bytes.reset();
            left = Long.MAX_VALUE;
        }

        void goOn() {
            left = Long.MAX_VALUE;
        }

        @Override
        public String name() {
            return "standard output";
        }

        @Override
        public void close() {}
    }
}
