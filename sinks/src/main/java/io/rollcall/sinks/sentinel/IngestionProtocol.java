package io.rollcall.sinks.sentinel;

import io.rollcall.engine.json.JsonText;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.options.Secret;
import io.rollcall.sinks.http.Answer;
import io.rollcall.sinks.http.Bytes;
import io.rollcall.sinks.http.Courier;
import io.rollcall.sinks.http.Envelope;
import io.rollcall.sinks.http.Judgement;
import io.rollcall.sinks.http.Protocol;
import io.rollcall.sinks.http.Verdict;
import io.rollcall.sinks.sentinel.SentinelOptions.Row;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Logs Ingestion API: arrays of rows of at most 1 MB for a stream of a data collection rule. Thread-safe.
 */
final class IngestionProtocol implements Protocol {

    private static final String JSON = "application/json";
    private static final int BYTES_AROUND = 130;
    /** Azure cuts longer values of a column without a word (service limits of Azure Monitor, "Logs Ingestion API"). */
    private static final int LONGEST_VALUE = 64 * 1024;

    private final SentinelOptions options;
    private final Tokens tokens;

    IngestionProtocol(SentinelOptions options, Tokens tokens) {
        this.options = options;
        this.tokens = tokens;
    }

    @Override
    public Optional<String> refusal(Delivery delivery) {
        return options.row() == Row.WRAPPED && delivery.body().length() > LONGEST_VALUE
                ? Optional.of("the event has " + delivery.body().length() + " bytes, and Azure cuts a column after "
                        + LONGEST_VALUE + ". Send such events to another sink, or as columns (row: record)")
                : Optional.empty();
    }

    @Override
    public long size(Delivery delivery) {
        return options.row() == Row.WRAPPED
                ? Envelope.quotedSize(delivery)
                        + BYTES_AROUND
                        + options.fields().usualBytes()
                : delivery.body().length() + 1L;
    }

    @Override
    public Bytes body(List<Delivery> deliveries) {
        Bytes out = new Bytes(Envelope.usualSize(deliveries));
        String separator = "[";
        for (Delivery delivery : deliveries) {
            out.text(separator);
            if (options.row() == Row.WRAPPED) {
                wrapped(delivery, out);
            } else {
                Envelope.record(delivery, out);
            }
            separator = ",";
        }
        out.text("]");
        return out;
    }

    private void wrapped(Delivery delivery, Bytes out) {
        String time = JsonText.quoted(delivery.time().toString());
        out.text("{\"TimeGenerated\":" + time + ",\"EventTime\":" + time
                + (options.fields().isEmpty() ? "" : ",")
                + options.fields().json(delivery)
                + ",\"RawData\":");
        Envelope.quotedRecord(delivery, out);
        out.write('}');
    }

    @Override
    public Verdict post(Courier courier, Bytes body, List<Delivery> deliveries)
            throws IOException, InterruptedException {
        try {
            Secret token = tokens.token();
            Answer answer = courier.post(body, JSON, Map.of("Authorization", token));
            if (answer.status() == 401) {
                tokens.forget(token);
                answer = courier.post(body, JSON, Map.of("Authorization", tokens.token()));
            }
            return judged(answer);
        } catch (NoToken e) {
            return new Verdict.Later(e.getMessage() == null ? "no token" : e.getMessage(), e.after());
        }
    }

    private static Verdict judged(Answer answer) {
        return switch (answer.status()) {
            case 401, 403 ->
                new Verdict.Later(
                        answer.shown()
                                + ". Check that the identity has the role Monitoring Metrics Publisher on the data collection"
                                + " rule; a new role takes up to half an hour to hold",
                        answer.retryAfter());
            case 404 ->
                new Verdict.Later(answer.shown() + ". Check url, rule and stream of this sink", answer.retryAfter());
            default -> Judgement.of(answer);
        };
    }

    @Override
    public String probe(Courier courier) throws IOException, SinkUnreachable, InterruptedException {
        Answer answer = courier.head();
        try {
            Secret unused = tokens.token();
        } catch (NoToken e) {
            throw new SinkUnreachable("sentinel " + courier.options().uri() + ": " + e.getMessage(), e);
        }
        return courier.options().uri().getHost() + " answers (" + answer.status()
                + "), and there is a token for it; whether the rule takes events shows when there are some";
    }

    @Override
    public String promise() {
        return "accepted means Azure has answered 204: it has the rows, and writes them to the table within minutes unless the rule"
                + " drops them; after a crash the pages in flight may be repeated";
    }
}
