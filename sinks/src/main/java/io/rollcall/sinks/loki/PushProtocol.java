package io.rollcall.sinks.loki;

import io.rollcall.engine.json.JsonText;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.options.Types;
import io.rollcall.sinks.http.Answer;
import io.rollcall.sinks.http.Bytes;
import io.rollcall.sinks.http.Courier;
import io.rollcall.sinks.http.Envelope;
import io.rollcall.sinks.http.Judgement;
import io.rollcall.sinks.http.Protocol;
import io.rollcall.sinks.http.Verdict;
import io.rollcall.sinks.loki.LokiOptions.Time;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The push interface, in JSON. With status 400 Loki has taken the entries it could take; sent again, the same entry at the same time is
 * there once, so a request is halved until the entries it does not take are found. Thread-safe.
 */
final class PushProtocol implements Protocol {

    private static final String JSON = "application/json";
    private static final int BYTES_AROUND = 40;

    private final LokiOptions options;

    PushProtocol(LokiOptions options) {
        this.options = options;
    }

    @Override
    public long size(Delivery delivery) {
        return Envelope.quotedSize(delivery) + BYTES_AROUND + options.fields().usualBytes();
    }

    @Override
    public Bytes body(List<Delivery> deliveries) {
        return body(deliveries, options.time() == Time.EVENT ? Delivery::time : Delivery::visibleBy);
    }

    private Bytes body(List<Delivery> deliveries, Function<Delivery, Instant> time) {
        Map<String, List<Delivery>> streams = new LinkedHashMap<>();
        deliveries.forEach(delivery -> streams.computeIfAbsent(labels(delivery), unused -> new ArrayList<>())
                .add(delivery));
        Bytes out = new Bytes(Envelope.usualSize(deliveries));
        out.text("{\"streams\":[");
        String separator = "";
        for (Map.Entry<String, List<Delivery>> stream : streams.entrySet()) {
            out.text(separator + "{\"stream\":" + stream.getKey() + ",\"values\":[");
            entries(stream.getValue(), time, out);
            out.text("]}");
            separator = ",";
        }
        out.text("]}");
        return out;
    }

    private void entries(List<Delivery> deliveries, Function<Delivery, Instant> time, Bytes out) {
        String separator = "[\"";
        for (Delivery delivery : deliveries) {
            out.text(separator + Envelope.nanos(time.apply(delivery)) + "\",");
            Envelope.quotedRecord(delivery, out);
            out.text(options.fields().isEmpty() ? "]" : ",{" + options.fields().json(delivery) + "}]");
            separator = ",[\"";
        }
    }

    private String labels(Delivery delivery) {
        Map<String, String> labels = new TreeMap<>(options.labels());
        labels.putIfAbsent("job", "rollcall");
        labels.put("rollcall_stream", delivery.stream().toString());
        labels.put("rollcall_kind", Types.label(delivery.kind()));
        StringBuilder json = new StringBuilder();
        labels.forEach((name, value) -> json.append(json.isEmpty() ? "{" : ",")
                .append(JsonText.quoted(name))
                .append(':')
                .append(JsonText.quoted(value)));
        return json.append('}').toString();
    }

    @Override
    public Verdict post(Courier courier, Bytes body, List<Delivery> deliveries)
            throws IOException, InterruptedException {
        Answer answer = courier.post(body, JSON);
        if (deliveries.size() == 1 && isAboutTime(answer) && options.time() == Time.EVENT) {
            return Judgement.of(courier.post(body(deliveries, Delivery::visibleBy), JSON));
        }
        return Judgement.of(answer);
    }

    /** Whether an entry was not taken because of its time: far behind its stream's newest, older than Loki takes, or in the future. */
    private static boolean isAboutTime(Answer answer) {
        return answer.status() == 400
                && (answer.body().contains("too far behind")
                        || answer.body().contains("out of order")
                        || answer.body().contains("timestamp too old")
                        || answer.body().contains("timestamp too new"));
    }

    @Override
    public String probe(Courier courier) throws IOException, SinkUnreachable, InterruptedException {
        Answer answer = courier.get("/ready");
        if (answer.status() != 200) {
            throw new SinkUnreachable("loki " + courier.options().uri() + ": " + answer.shown()
                    + ". Check url, headers, and whether Loki is ready");
        }
        return "Loki at " + courier.options().uri() + " is ready";
    }

    @Override
    public String promise() {
        return "accepted means Loki has answered 204: its ingesters have the entries, in memory and in their write-ahead log where that is"
                + " on; after a crash the pages in flight may be repeated, which Loki shows once as long as they stand at the same"
                + " time";
    }
}
