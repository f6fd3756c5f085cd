package io.rollcall.sinks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.Sink;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.options.Secret;
import io.rollcall.sinks.Deliveries;
import io.rollcall.sinks.SinkContract;
import io.rollcall.sinks.field.Fields;
import io.rollcall.sinks.http.HttpReceiver.Reply;
import io.rollcall.sinks.http.HttpSinks.LinesOptions;
import io.rollcall.sinks.http.LinesProtocol.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class HttpSinkTest {

    private static final Duration SHORT = Duration.ofSeconds(3);

    private static HttpReceiver receiver(long maxBytes, boolean gzip) throws Exception {
        return new HttpReceiver(uri -> sink(uri, maxBytes, gzip), request -> {
            if (request.method().equals("HEAD")) {
                return new Reply(405, "", List.of());
            }
            assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer x");
            assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/x-ndjson");
            if (request.body().contains("poison")) {
                return new Reply(400, "no such field: poison", List.of());
            }
            if (request.body().length() > 40 && request.body().contains("narrow")) {
                return new Reply(413, "too much", List.of());
            }
            return new Reply(200, "", request.body().lines().toList());
        });
    }

    private static Sink sink(URI uri, long maxBytes, boolean gzip) throws SinkUnreachable {
        HttpOptions http =
                new HttpOptions(uri.resolve("/in"), SHORT, maxBytes, gzip, Optional.empty(), Optional.empty());
        return HttpSinks.open(
                new LinesOptions(http, Format.NDJSON, Map.of("Authorization", new Secret("Bearer x")), Fields.NONE));
    }

    @Nested
    final class Lines extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return HttpSinkTest.receiver(8L << 20, true);
        }
    }

    @Nested
    final class ManySmallRequests extends SinkContract {
        @Override
        protected Receiver receiver() throws Exception {
            return HttpSinkTest.receiver(3000, false);
        }

        @Override
        protected int eventsAtDeath() {
            return 600;
        }
    }

    @Test
    void anEventTheReceiverCannotTakeIsRefusedAndTheOthersArrive() throws Exception {
        try (HttpReceiver receiver = receiver(8L << 20, true);
                Sink sink = receiver.sink()) {
            Receipt receipt = sink.write(Deliveries.batch(
                    Deliveries.event("{\"poison\":1}"),
                    Deliveries.event("{\"a\":1}"),
                    Deliveries.event("{\"a\":2}"),
                    Deliveries.event("{\"poison\":2}"),
                    Deliveries.event("{\"a\":3}")));
            assertThat(((Receipt.Accepted) receipt).refused())
                    .extracting(Refusal::index)
                    .containsExactly(0, 3);
            assertThat(receipt.toString()).contains("no such field: poison");
            assertThat(receiver.received()).containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
        }
    }

    @Test
    void whereNothingWasEverTakenNothingIsRefused() throws Exception {
        try (HttpReceiver receiver = receiver(8L << 20, true);
                Sink sink = receiver.sink()) {
            Receipt receipt = sink.write(Deliveries.numbered("poison", 0, 500, 1));
            assertThat(receipt).isInstanceOf(Receipt.TryLater.class);
            assertThat(receipt.toString()).contains(receiver.name(), "Check url and options");
            assertThat(receiver.requests().size()).isLessThan(60);
        }
    }

    @Test
    void tooMuchAtOnceIsSentInParts() throws Exception {
        try (HttpReceiver receiver = receiver(8L << 20, true);
                Sink sink = receiver.sink()) {
            Batch batch = Deliveries.batch(
                    Deliveries.event("{\"narrow\":1}"),
                    Deliveries.event("{\"narrow\":2}"),
                    Deliveries.event("{\"narrow\":3}"),
                    Deliveries.event("{\"narrow\":4}"));
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            assertThat(receiver.received()).isEqualTo(Deliveries.bodies(batch));
        }
    }

    @Test
    void whatIsNotAboutTheEventsIsTriedAgain() throws Exception {
        try (HttpReceiver receiver = receiver(8L << 20, true);
                Sink sink = receiver.sink()) {
            Batch batch = Deliveries.numbered("w", 0, 3, 1);
            for (int status : new int[] {302, 401, 403, 404, 429, 500, 503}) {
                receiver.next(status, "because");
                Receipt receipt = sink.write(batch);
                assertThat(receipt).as("status %d", status).isInstanceOf(Receipt.TryLater.class);
                assertThat(receipt.toString())
                        .containsIgnoringCase("check")
                        .contains("HTTP " + status, "because")
                        .doesNotContain("Bearer");
                assertThat(((Receipt.TryLater) receipt).after())
                        .isEqualTo(status == 429 ? Optional.of(Duration.ofSeconds(7)) : Optional.empty());
            }
            assertThat(receiver.received()).isEmpty();
            assertThat(sink.write(batch)).isEqualTo(Receipt.accepted());
            receiver.next(401, "who are you?");
            assertThatThrownBy(sink::probe).isInstanceOf(SinkUnreachable.class).hasMessageContaining("HTTP 401");
        }
    }

    @Test
    void anAnswerThatNeverEndsIsNoReceipt() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread stalling = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // The client has given up.
                }
            });
            stalling.setDaemon(true);
            stalling.start();
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
            HttpOptions http = HttpOptions.to(uri, Duration.ofMillis(500));
            try (Sink sink = HttpSinks.open(new LinesOptions(http, Format.NDJSON, Map.of(), Fields.NONE))) {
                assertThat(sink.write(Deliveries.numbered("w", 0, 1, 1)).toString())
                        .contains("TryLater", "no answer in time");
            }
        }
    }

    @Test
    void anArrayHoldsAllOfThem() throws Exception {
        try (HttpReceiver receiver = new HttpReceiver(
                        uri -> HttpSinks.open(
                                new LinesOptions(HttpOptions.to(uri, SHORT), Format.ARRAY, Map.of(), Fields.NONE)),
                        request -> new Reply(204, "", List.of(request.body())));
                Sink sink = receiver.sink()) {
            assertThat(sink.write(Deliveries.batch(Deliveries.event("{\"a\":1}"), Deliveries.event("{}"))))
                    .isEqualTo(Receipt.accepted());
            assertThat(receiver.received()).containsExactly("[{\"a\":1},{}]");
        }
    }
}
