package io.rollcall.sinks.relp;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.options.HostPort;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.message.MessageOptions;
import io.rollcall.sinks.net.Resolver;
import io.rollcall.sinks.net.Timeouts;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sink makes of answers that a sound receiver seldom gives. */
@Timeout(60)
final class RelpSinkTest {

    private static final Timeouts SHORT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(500));
    private static final Batch BATCH = Deliveries.numbered("w", 0, 5, 10);

    private static Sink sink(RelpServer server, Optional<Long> maxBytes) throws Exception {
        return RelpSink.open(
                new RelpOptions(
                        new HostPort("127.0.0.1", server.port()),
                        MessageOptions.json(),
                        maxBytes,
                        SHORT,
                        Optional.empty()),
                Resolver.system(),
                "collector");
    }

    @Test
    void aSessionLastsForManyBatches() throws Exception {
        try (RelpServer server = new RelpServer(command -> command.answer("200 OK"));
                Sink sink = sink(server, Optional.empty())) {
            Batch large = Deliveries.numbered("w", 0, 5000, 10);
            assertThat(sink.write(large)).isEqualTo(Receipt.accepted());
            assertThat(sink.write(BATCH)).isEqualTo(Receipt.accepted());
            assertThat(server.opened()).isEqualTo(1);
            assertThat(server.messages())
                    .hasSize(5005)
                    .startsWith(large.deliveries().get(0).body().toString());
        }
    }

    @Test
    void aMessageRefusedTwiceIsRefusedWithTheReceiversWords() throws Exception {
        try (RelpServer server = new RelpServer(command ->
                        command.answer(command.data().contains("poison") ? "500 cannot take this" : "200 OK"));
                Sink sink = sink(server, Optional.of(1000L))) {
            Receipt receipt = sink.write(Deliveries.batch(
                    Deliveries.event("{\"a\":1}"),
                    Deliveries.event("{\"poison\":1}"),
                    Deliveries.event("{\"long\":\"" + "x".repeat(1000) + "\"}"),
                    Deliveries.event("{\"a\":2}")));
            assertThat(((Receipt.Accepted) receipt).refused())
                    .extracting(Refusal::index)
                    .containsExactly(1, 2);
            assertThat(receipt.toString()).contains("500 cannot take this", "max_bytes");
            assertThat(server.messages()).containsExactly("{\"a\":1}", "{\"poison\":1}", "{\"a\":2}", "{\"poison\":1}");
        }
    }

    @Test
    void aMessageRefusedOnceIsTakenTheSecondTime() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (RelpServer server = new RelpServer(
                        command -> command.answer(count.incrementAndGet() == 2 ? "500 not now" : "200 OK"));
                Sink sink = sink(server, Optional.empty())) {
            assertThat(sink.write(BATCH)).isEqualTo(Receipt.accepted());
            assertThat(server.messages()).hasSize(6);
        }
    }

    @Test
    void whereNothingWasEverTakenNothingIsRefused() throws Exception {
        try (RelpServer server = new RelpServer(command -> command.answer("500 go away"));
                Sink sink = sink(server, Optional.empty())) {
            assertThat(sink.write(BATCH).toString()).contains("TryLater", "go away", "Check");
        }
    }

    @Test
    void answersMayComeInAnyOrderAndInPieces() throws Exception {
        StringBuilder held = new StringBuilder();
        AtomicInteger count = new AtomicInteger();
        try (RelpServer server = new RelpServer(command -> {
                    held.insert(0, command.answer("200 OK"));
                    return count.incrementAndGet() == 5 ? held.toString() : "";
                });
                Sink sink = sink(server, Optional.empty())) {
            assertThat(sink.write(BATCH)).isEqualTo(Receipt.accepted());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 serverclose 0\n",
                "99 rsp 6 200 OK\n",
                "2 rsp 6 200 OK\n2 rsp 6 200 OK\n",
                "HTTP/1.1 400 Bad Request\n",
                "2 rsp 999999999 200 OK\n",
                "2 rsp 7 200 OK\nX",
                "99999999999999 rsp 6 200 OK\n",
                ""
            })
    void whatIsNoAnswerIsNoReceipt(String answer) throws Exception {
        try (RelpServer server = new RelpServer(command -> answer);
                Sink sink = sink(server, Optional.empty())) {
            Receipt receipt = sink.write(BATCH);
            assertThat(receipt).isInstanceOf(Receipt.TryLater.class);
            assertThat(receipt.toString()).contains("Check", "127.0.0.1:" + server.port());
        }
    }

    @Test
    void theEndOfTheConnectionBeforeTheLastAnswerIsNoReceipt() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (RelpServer server = new RelpServer(command -> {
                    if (count.incrementAndGet() == 5) {
                        throw new IOException("stop");
                    }
                    return command.answer("200 OK");
                });
                Sink sink = sink(server, Optional.empty())) {
            assertThat(sink.write(BATCH)).isInstanceOf(Receipt.TryLater.class);
            assertThat(sink.write(BATCH)).isEqualTo(Receipt.accepted());
            assertThat(server.opened()).isEqualTo(2);
        }
    }
}
