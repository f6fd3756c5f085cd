package io.rollcall.sinks.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.engine.json.JsonText;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.engine.time.Clock;
import io.rollcall.sinks.http.Answer;
import io.rollcall.sinks.http.Bytes;
import io.rollcall.sinks.http.Courier;
import io.rollcall.sinks.http.Envelope;
import io.rollcall.sinks.http.Judgement;
import io.rollcall.sinks.http.Protocol;
import io.rollcall.sinks.http.Unintelligible;
import io.rollcall.sinks.http.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The HTTP Event Collector: each event in an envelope with its time, what is known beside it as indexed fields, the record itself
 * intact. Thread-safe.
 */
final class SplunkProtocol implements Protocol {

    private static final String JSON = "application/json";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int INVALID_DATA = 6;

    private final SplunkOptions options;
    private final String hostname;
    private final Clock clock;

    /**
     * @param hostname the name of this machine
     * @param clock to wait for acknowledgements by
     */
    SplunkProtocol(SplunkOptions options, String hostname, Clock clock) {
        this.options = options;
        this.hostname = hostname;
        this.clock = clock;
    }

    @Override
    public Bytes body(List<Delivery> deliveries) {
        return Envelope.all(deliveries, this::encode);
    }

    private void encode(Delivery delivery, Bytes out) {
        StringBuilder head = new StringBuilder("{\"time\":")
                .append(seconds(delivery.time()))
                .append(",\"host\":")
                .append(JsonText.quoted(hostname))
                .append(",\"source\":")
                .append(JsonText.quoted("rollcall:" + delivery.stream()))
                .append(",\"sourcetype\":")
                .append(JsonText.quoted(options.sourcetype()));
        options.index().ifPresent(index -> head.append(",\"index\":").append(JsonText.quoted(index)));
        head.append(",\"fields\":{").append(options.fields().json(delivery)).append("},\"event\":");
        out.text(head.toString());
        Envelope.record(delivery, out);
        out.text("}\n");
    }

    /** Seconds since 1970 with microseconds. */
    private static String seconds(Instant time) {
        return BigDecimal.valueOf(time.getEpochSecond())
                .add(BigDecimal.valueOf(time.getNano() / 1000, 6))
                .toPlainString();
    }

    @Override
    public Verdict post(Courier courier, Bytes body, List<Delivery> deliveries)
            throws IOException, InterruptedException {
        Answer answer = courier.post(body, JSON);
        if (answer.status() == 400) {
            return bad(answer, deliveries.size());
        }
        Verdict verdict = Judgement.of(answer);
        return verdict instanceof Verdict.Taken && options.acknowledge() ? acknowledged(courier, answer) : verdict;
    }

    /** A request of which nothing was taken; the collector says which event it stumbled over. */
    private static Verdict bad(Answer answer, int events) throws IOException {
        int code = Unintelligible.json(answer).path("code").asInt();
        if (code == INVALID_DATA) {
            return events == 1
                    ? new Verdict.Taken(List.of(new Refusal(0, answer.shown())))
                    : new Verdict.Smaller(answer.shown() + ".");
        }
        return new Verdict.Later(
                answer.shown() + ". Check index, token and acknowledge of this sink", answer.retryAfter());
    }

    private Verdict acknowledged(Courier courier, Answer answer) throws IOException, InterruptedException {
        JsonNode id = Unintelligible.json(answer).path("ackId");
        if (!id.isIntegralNumber()) {
            return new Verdict.Later(
                    "the collector gave no ackId. Switch indexer acknowledgement on for this token, or set"
                            + " acknowledge: false",
                    Optional.empty());
        }
        Instant deadline = clock.steady().plus(options.http().timeout());
        String question = "{\"acks\":[" + id.asLong() + "]}";
        while (clock.steady().isBefore(deadline)) {
            Answer told = courier.post(path("/services/collector/ack"), question, JSON);
            if (told.status() != 200) {
                return Judgement.of(told) instanceof Verdict.Later later
                        ? later
                        : new Verdict.Later("asked for an acknowledgement: " + told.shown(), told.retryAfter());
            }
            if (Unintelligible.json(told)
                    .path("acks")
                    .path(Long.toString(id.asLong()))
                    .asBoolean()) {
                return new Verdict.Taken(List.of());
            }
            clock.sleep(POLL);
        }
        return new Verdict.Later(
                "no indexer acknowledged in " + options.http().timeout()
                        + ". Check whether the indexers take data; timeout of this sink may be too short",
                Optional.empty());
    }

    /** A path of the collector, beside that for events. */
    private String path(String usual) {
        String events = options.http().uri().getPath();
        return events.endsWith(SplunkOptions.EVENTS)
                ? events.substring(0, events.length() - SplunkOptions.EVENTS.length()) + usual
                : usual;
    }

    @Override
    public String probe(Courier courier) throws IOException, SinkUnreachable, InterruptedException {
        Answer answer = courier.get(path("/services/collector/health"));
        if (answer.status() != 200) {
            throw new SinkUnreachable("splunk-hec " + courier.options().uri() + ": " + answer.shown()
                    + ". Check that the HTTP Event Collector is switched on and its queues have room");
        }
        return String.format(
                Locale.ROOT,
                "the collector at %s says it is healthy",
                courier.options().uri());
    }

    @Override
    public String promise() {
        return options.acknowledge()
                ? "accepted means indexers have acknowledged the events; after a crash the pages in flight may be repeated"
                : "accepted means the collector has answered 200, which it does before events are indexed: what its queues hold"
                        + " is lost if it dies (acknowledge: true waits for the indexers); after a crash the pages in"
                        + " flight may be repeated";
    }
}
