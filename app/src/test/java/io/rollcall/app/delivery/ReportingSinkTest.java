package io.rollcall.app.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.identity.EventKeys;
import io.rollcall.engine.notice.NoticeBoard;
import io.rollcall.engine.notice.NoticeCode;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportingSinkTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final StreamId ONE = new StreamId("entra-signins", "contoso", "interactive");
    private static final StreamId OTHER = new StreamId("entra-audits", "contoso", "directory");

    private final List<String> said = new ArrayList<>();
    private Receipt answer = Receipt.accepted();
    private final ReportingSink sink = new ReportingSink(new Answering(), said::add);

    @Test
    void aTroubleOfAllStreamsIsToldOnceAndItsEndOnce() throws Exception {
        answer = Receipt.tryLater("events.ndjson: No space left on device");
        for (int i = 0; i < 3; i++) {
            assertThat(sink.write(event(ONE))).isEqualTo(answer);
            assertThat(sink.write(event(OTHER))).isEqualTo(answer);
        }
        assertThat(said)
                .singleElement()
                .asString()
                .contains("events.ndjson: No space left on device", "Nothing is lost");
        assertThat(sink.trouble(ONE)).contains("events.ndjson: No space left on device");

        answer = Receipt.accepted();
        sink.write(event(ONE));
        assertThat(said).hasSize(1);
        sink.write(event(OTHER));
        sink.write(event(OTHER));
        assertThat(said).hasSize(2).last().asString().isEqualTo("The sink accepts events again");
        assertThat(sink.trouble(ONE)).isEmpty();
    }

    @Test
    void anotherTroubleIsToldToo() throws Exception {
        answer = Receipt.tryLater("Connection refused");
        sink.write(event(ONE));
        answer = Receipt.tryLater("The certificate has expired");
        sink.write(event(ONE));
        assertThat(said).hasSize(2).last().asString().contains("The certificate has expired");
    }

    @Test
    void noticesAreToldWhenTheyHaveBeenAccepted() throws Exception {
        NoticeBoard board = new NoticeBoard(ONE, List.of());
        board.raise(NoticeCode.NO_TOKEN, "The key is \"old\".", NOON);
        Batch batch = new Batch(board.takeUnsent());
        answer = Receipt.tryLater("full");
        sink.write(batch);
        assertThat(said).noneMatch(sentence -> sentence.contains("no_token"));
        answer = Receipt.accepted();
        sink.write(batch);
        assertThat(said).contains("notice no_token raised, entra-signins/contoso/interactive: The key is \"old\".");
    }

    private static Batch event(StreamId stream) {
        return new Batch(List.of(new Delivery(
                stream, Delivery.Kind.EVENT, EventKeys.ofId(List.of("1")), NOON, NOON, Slice.utf8("{\"id\":1}"))));
    }

    /** Gives the answer of the moment. */
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
            return "none";
        }

        @Override
        public void close() {}
    }
}
