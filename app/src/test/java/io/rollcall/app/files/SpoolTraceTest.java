package io.rollcall.app.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.SystemClock;
import io.rollcall.sinks.several.Destination;
import io.rollcall.sinks.several.Route;
import io.rollcall.sinks.several.WhenFull;
import io.rollcall.sinks.spool.SpoolOptions;
import io.rollcall.sinks.spool.SpoolSink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a spool counts as delivered, so no configuration may leave it behind. */
final class SpoolTraceTest {

    @TempDir
    Path directory;

    private Receipt answer = Receipt.tryLater("nobody there");

    @Test
    void aSpoolThatIsOwedToASinkIsNotLeftBehind() throws Exception {
        SpoolTrace trace = new SpoolTrace(directory.resolve("rollcall.db.spool-path"));
        SpoolOptions first = SpoolOptions.in(directory.resolve("first"));
        SpoolOptions second = SpoolOptions.in(directory.resolve("second"));
        trace.follow(Optional.empty());
        trace.follow(Optional.of(first));
        write(first, true);

        for (Optional<SpoolOptions> other : List.of(Optional.<SpoolOptions>empty(), Optional.of(second))) {
            assertThatThrownBy(() -> trace.follow(other))
                    .isInstanceOf(SinkUnreachable.class)
                    .hasMessageContaining(first.path().toString())
                    .hasMessageContaining("bytes for the sink 'siem'")
                    .hasMessageContaining("Put 'sinks' and 'spool' back");
        }
        trace.follow(Optional.of(first));

        answer = Receipt.accepted();
        write(first, false);
        trace.follow(Optional.of(second));
        trace.follow(Optional.empty());
        assertThat(directory.resolve("rollcall.db.spool-path")).doesNotExist();
    }

    private void write(SpoolOptions options, boolean isMore) throws Exception {
        Destination siem = new Destination("siem", new Answering(), Route.ALL, WhenFull.HOLD, letters -> {});
        try (SpoolSink sink = SpoolSink.open(options, List.of(siem), new SystemClock(), told -> {}, () -> 1)) {
            if (isMore) {
                sink.write(new Batch(List.of(new Delivery(
                        new StreamId("a", "b", "c"),
                        Delivery.Kind.EVENT,
                        new EventKey(1, 2),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Slice.utf8("{}")))));
            } else {
                assertThat(sink.drain(Duration.ofSeconds(20))).isEmpty();
            }
        }
    }

    private final class Answering implements Sink {

        @Override
        public Receipt write(Batch batch) {
            return answer;
        }

        @Override
        public String promise() {
            return "none";
        }

        @Override
        public String probe() {
            return "there";
        }

        @Override
        public void close() {}
    }
}
