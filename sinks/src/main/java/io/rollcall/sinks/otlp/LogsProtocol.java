package io.rollcall.sinks.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.engine.json.JsonText;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.sinks.http.Answer;
import io.rollcall.sinks.http.Bytes;
import io.rollcall.sinks.http.Courier;
import io.rollcall.sinks.http.Envelope;
import io.rollcall.sinks.http.Judgement;
import io.rollcall.sinks.http.Protocol;
import io.rollcall.sinks.http.Unintelligible;
import io.rollcall.sinks.http.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * OTLP over HTTP, in JSON (OTLP 1.x, "OTLP/HTTP"): each event is a log record whose body is the record's JSON as text. Of a request that was
 * taken in part the answer says only how many were not; it is halved until it is known which. Thread-safe.
 */
final class LogsProtocol implements Protocol {

    private static final String JSON = "application/json";
    private static final int BYTES_AROUND = 150;
    private static final int BYTES_AROUND_FIELD = 40;

    private final OtlpOptions options;

    LogsProtocol(OtlpOptions options) {
        this.options = options;
    }

    @Override
    public long size(Delivery delivery) {
        return Envelope.quotedSize(delivery)
                + BYTES_AROUND
                + options.fields().usualBytes()
                + (long) BYTES_AROUND_FIELD * options.fields().count();
    }

    @Override
    public Bytes body(List<Delivery> deliveries) {
        Bytes out = new Bytes(Envelope.usualSize(deliveries));
        out.text("{\"resourceLogs\":[{\"resource\":{\"attributes\":["
                + attribute("service.name", options.serviceName())
                + "]},\"scopeLogs\":[{\"scope\":{\"name\":\"rollcall\"},\"logRecords\":[");
        String separator = "";
        for (Delivery delivery : deliveries) {
            out.text(separator);
            record(delivery, out);
            separator = ",";
        }
        out.text("]}]}]}");
        return out;
    }

    private void record(Delivery delivery, Bytes out) {
        out.text("{\"timeUnixNano\":\"" + Envelope.nanos(delivery.time()) + "\",\"observedTimeUnixNano\":\""
                + Envelope.nanos(delivery.visibleBy()) + "\",\"attributes\":[" + attributes(delivery)
                + "],\"body\":{\"stringValue\":");
        Envelope.quotedRecord(delivery, out);
        out.text("}}");
    }

    private String attributes(Delivery delivery) {
        StringBuilder json = new StringBuilder();
        options.fields()
                .of(
                        delivery,
                        (name, value) -> json.append(json.isEmpty() ? "" : ",").append(attribute(name, value)));
        return json.toString();
    }

    private static String attribute(String key, String value) {
        return "{\"key\":" + JsonText.quoted(key) + ",\"value\":{\"stringValue\":" + JsonText.quoted(value) + "}}";
    }

    @Override
    public Verdict post(Courier courier, Bytes body, List<Delivery> deliveries)
            throws IOException, InterruptedException {
        Answer answer = courier.post(body, JSON);
        return answer.status() == 200 ? inPart(answer, deliveries.size()) : other(answer);
    }

    private static Verdict inPart(Answer answer, int events) throws IOException {
        JsonNode partial = answer.body().isBlank()
                ? Unintelligible.json(new Answer(200, "{}", answer.retryAfter()))
                : Unintelligible.json(answer).path("partialSuccess");
        long rejected = partial.path("rejectedLogRecords").asLong();
        String said = answer.shown();
        if (rejected <= 0) {
            return new Verdict.Taken(List.of());
        }
        if (rejected >= events) {
            return new Verdict.Taken(IntStream.range(0, events)
                    .mapToObj(index -> new Refusal(index, said))
                    .toList());
        }
        return new Verdict.Smaller(said + ".");
    }

    /** Only 200 is success here. */
    private static Verdict other(Answer answer) throws IOException {
        if (answer.status() > 200 && answer.status() < 300) {
            throw new Unintelligible("OTLP has no success but 200: " + answer.shown());
        }
        return Judgement.of(answer);
    }

    @Override
    public String probe(Courier courier) throws IOException, SinkUnreachable, InterruptedException {
        Answer answer = courier.post("{\"resourceLogs\":[]}".getBytes(StandardCharsets.UTF_8), JSON);
        if (answer.status() != 200) {
            throw new SinkUnreachable("otlp " + courier.options().uri() + ": " + answer.shown()
                    + ". Check url and headers, and that the receiver takes logs by OTLP over HTTP");
        }
        return courier.options().uri() + " takes logs by OTLP";
    }

    @Override
    public String promise() {
        return "accepted means the receiver has answered 200 and rejected none; a collector may hold them in a queue in memory, and what"
                + " that holds is lost if it dies; after a crash, and where it took a part of a request only, events may be"
                + " repeated, under the same rollcall.key";
    }
}
