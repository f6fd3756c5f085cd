package io.rollcall.sinks.several;

import static io.rollcall.sinks.Deliveries.batch;
import static io.rollcall.sinks.Deliveries.bodies;
import static io.rollcall.sinks.Deliveries.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.DeadLetters.Letter;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Delivery.Kind;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.options.Document;
import io.rollcall.options.Variables;
import io.rollcall.sinks.Deliveries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TogetherSinkTest {

    private static final Batch TWO = batch(event("{\"level\":\"high\"}"), event("{\"level\":\"low\"}"));

    private final Scripted siem = new Scripted();
    private final Scripted archive = new Scripted();
    private final List<String> letters = new ArrayList<>();
    private boolean isDiskFull;

    /** Remembers what it has accepted. */
    private static final class Scripted implements Sink {

        private final List<String> accepted = new ArrayList<>();
        private Receipt answer = Receipt.accepted();
        private boolean isClosed;

        @Override
        public Receipt write(Batch batch) {
            return answer.fold(
                    receipt -> {
                        accepted.addAll(bodies(batch));
                        return receipt;
                    },
                    later -> later);
        }

        @Override
        public String promise() {
            return "kept";
        }

        @Override
        public String probe() throws SinkUnreachable {
            if (answer instanceof Receipt.TryLater later) {
                throw new SinkUnreachable(later.reason());
            }
            return "there";
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    private TogetherSink together(Route routeOfSiem) {
        return new TogetherSink(List.of(
                new Destination("siem", siem, routeOfSiem, WhenFull.HOLD, this::keep),
                new Destination("archive", archive, Route.ALL, WhenFull.HOLD, this::keep)));
    }

    private void keep(List<Letter> refused) {
        if (isDiskFull) {
            throw new UncheckedIOException(new IOException("no room for dead letters"));
        }
        refused.forEach(letter -> letters.add(letter.delivery().body() + " " + letter.reason()));
    }

    @Test
    void aBatchIsAcceptedWhenAllSinksHaveIt() throws Exception {
        TogetherSink together = together(Route.ALL);
        assertThat(together.write(TWO)).isEqualTo(Receipt.accepted());
        assertThat(siem.accepted).isEqualTo(bodies(TWO));
        assertThat(archive.accepted).isEqualTo(bodies(TWO));
    }

    @Test
    void whoHasABatchIsNotGivenItAgainWhileAnotherLacksIt() throws Exception {
        TogetherSink together = together(Route.ALL);
        archive.answer = new Receipt.TryLater("the disk is full", Optional.of(Duration.ofSeconds(7)));
        for (int i = 0; i < 3; i++) {
            assertThat(together.write(TWO))
                    .isEqualTo(new Receipt.TryLater("archive: the disk is full", Optional.of(Duration.ofSeconds(7))));
        }
        assertThat(siem.accepted).isEqualTo(bodies(TWO));

        archive.answer = Receipt.accepted();
        assertThat(together.write(TWO)).isEqualTo(Receipt.accepted());
        assertThat(siem.accepted).isEqualTo(bodies(TWO));
        assertThat(archive.accepted).isEqualTo(bodies(TWO));
    }

    @Test
    void anEqualBatchIsAnotherOne() throws Exception {
        TogetherSink together = together(Route.ALL);
        archive.answer = Receipt.tryLater("away");
        together.write(TWO);
        together.write(new Batch(TWO.deliveries()));
        assertThat(siem.accepted).hasSize(4);
    }

    @Test
    void streamsDoNotForgetEachOthersRounds() throws Exception {
        TogetherSink together = together(Route.ALL);
        archive.answer = Receipt.tryLater("away");
        Batch other = new Batch(TWO.deliveries().stream()
                .map(each -> new Delivery(
                        new StreamId("okta-system-log", "contoso", "all"),
                        each.kind(),
                        each.key(),
                        each.time(),
                        each.visibleBy(),
                        each.body()))
                .toList());
        for (int i = 0; i < 3; i++) {
            together.write(TWO);
            together.write(other);
        }
        assertThat(siem.accepted).hasSize(4);
    }

    @Test
    void eachSinkGetsWhatItsRouteTakes() throws Exception {
        TogetherSink together = together(route("where: [{field: /level, is: high}]"));
        Delivery notice = Deliveries.of(Kind.NOTICE, "{\"notice\":1}");
        together.write(
                new Batch(List.of(TWO.deliveries().get(0), TWO.deliveries().get(1), notice)));
        assertThat(siem.accepted).containsExactly("{\"level\":\"high\"}", "{\"notice\":1}");
        assertThat(archive.accepted).hasSize(3);

        siem.answer = Receipt.tryLater("away");
        assertThat(together.write(batch(TWO.deliveries().get(1)))).isEqualTo(Receipt.accepted());
    }

    @Test
    void whatASinkRefusesIsKeptOnceUnderItsOwnNameAndTheOthersHaveIt() throws Exception {
        TogetherSink together = together(Route.ALL);
        siem.answer = new Receipt.Accepted(List.of(new Refusal(1, "no level is low")));
        isDiskFull = true;
        for (int i = 0; i < 3; i++) {
            assertThat(together.write(TWO))
                    .isEqualTo(Receipt.tryLater("java.io.IOException: no room for dead letters"));
        }
        assertThat(siem.accepted).isEqualTo(bodies(TWO));

        isDiskFull = false;
        assertThat(together.write(TWO)).isEqualTo(Receipt.accepted());
        assertThat(letters).containsExactly("{\"level\":\"low\"} no level is low");
        assertThat(archive.accepted).isEqualTo(bodies(TWO));
    }

    @Test
    void itIsOnlyReachableIfAllAre() throws Exception {
        TogetherSink together = together(Route.ALL);
        assertThat(together.probe()).isEqualTo("siem: there; archive: there");
        assertThat(together.promise()).isEqualTo("all of them have it: siem (kept), archive (kept)");
        archive.answer = Receipt.tryLater("nobody there");
        assertThatThrownBy(together::probe).isInstanceOf(SinkUnreachable.class).hasMessage("nobody there");
        together.close();
        assertThat(List.of(siem.isClosed, archive.isClosed)).containsOnly(true);
    }

    private static Route route(String yaml) throws Exception {
        return new Document("test.yaml", yaml, new Variables(Map.of(), Path.of("")))
                .read(Route::read)
                .value();
    }
}
