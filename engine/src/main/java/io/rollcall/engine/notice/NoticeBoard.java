package io.rollcall.engine.notice;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.identity.EventKeys;
import io.rollcall.engine.ledger.OpenNotice;
import io.rollcall.engine.selfaudit.SampleCounts;
import io.rollcall.engine.sink.Delivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The open notices of one stream and those still to be sent. A condition is raised once and cleared once, however often it is
 * reported in between. Used by one thread at a time.
 */
public final class NoticeBoard {

    private static final JsonFactory JSON = new JsonFactory();

    private final StreamId stream;
    private final Map<String, OpenNotice> open = new LinkedHashMap<>();
    private final Map<String, Instant> lastSeen = new HashMap<>();
    private final List<Delivery> unsent = new ArrayList<>();

    public NoticeBoard(StreamId stream, List<OpenNotice> open) {
        this.stream = stream;
        open.forEach(notice -> this.open.put(notice.code(), notice));
    }

    /** Reports a condition. */
    public void raise(NoticeCode code, String message, Instant at) {
        lastSeen.put(code.label(), at);
        if (!open.containsKey(code.label())) {
            open.put(code.label(), new OpenNotice(code.label(), message, at));
            unsent.add(delivery(code.label(), "raised", message, at));
        }
    }

    /** Reports that a condition is over; nothing happens if it was not open. */
    public void clear(NoticeCode code, Instant at) {
        OpenNotice notice = open.remove(code.label());
        if (notice != null) {
            unsent.add(delivery(code.label(), "cleared", notice.message(), at));
        }
    }

    /**
     * Clears a condition that has not been reported for a while, so that one which comes and goes does not make a flood. One that was
     * reported later than now was so by a clock that was ahead: its calm begins now.
     */
    public void clearIfCalm(NoticeCode code, Duration calm, Instant at) {
        OpenNotice notice = open.get(code.label());
        if (notice == null) {
            return;
        }
        Instant reported = lastSeen.getOrDefault(code.label(), notice.raisedAt());
        if (reported.isAfter(at)) {
            lastSeen.put(code.label(), at);
        } else if (!reported.plus(calm).isAfter(at)) {
            clear(code, at);
        }
    }

    /** Reports something that happened once and needs no clearing. */
    public void tell(NoticeCode code, String message, Instant at) {
        unsent.add(delivery(code.label(), "info", message, at));
    }

    /** Reports something that happened once to so many events, some of whose ids are named. */
    public void tell(NoticeCode code, String message, long count, List<String> ids, Instant at) {
        unsent.add(delivery(code.label(), "info", message, at, json -> {
            json.writeNumberField("count", count);
            json.writeArrayFieldStart("ids");
            for (String id : ids) {
                json.writeString(id);
            }
            json.writeEndArray();
        }));
    }

    /** Tells how far the record can be relied on. */
    public void beat(Heartbeat heartbeat, Instant at) {
        String code = NoticeCode.HEARTBEAT.label();
        unsent.add(delivery(code, "info", heartbeat.message(), at, json -> {
            json.writeStringField(
                    "complete_through", heartbeat.completeThrough().toString());
            json.writeNumberField("reopened", heartbeat.reopened());
            json.writeStringField("read_until", heartbeat.readUntil().toString());
            json.writeNumberField("lateness_p95_s", heartbeat.latenessP95().toSeconds());
            json.writeBooleanField("stalled", heartbeat.isStalled());
            SampleCounts samples = heartbeat.samples();
            json.writeNumberField("audit_samples", samples.samples());
            json.writeNumberField("audit_false_claims", samples.falseClaims());
            json.writeNumberField("audit_records", samples.records());
            json.writeNumberField("audit_missing", samples.missing());
            json.writeNumberField("audit_missing_share_at_most", samples.missingAtMost());
        }));
    }

    public List<OpenNotice> open() {
        return List.copyOf(open.values());
    }

    /** Takes what is to be sent; it is then the caller's to deliver. */
    public List<Delivery> takeUnsent() {
        List<Delivery> taken = List.copyOf(unsent);
        unsent.clear();
        return taken;
    }

    /** Writes fields that only one kind of notice has. */
    private interface Details {
        void write(JsonGenerator json) throws IOException;
    }

    private Delivery delivery(String code, String state, String message, Instant at) {
        return delivery(code, state, message, at, json -> {});
    }

    private Delivery delivery(String code, String state, String message, Instant at, Details details) {
        return new Delivery(
                stream,
                Delivery.Kind.NOTICE,
                EventKeys.ofId(List.of(stream.toString(), code, state, at.toString(), message)),
                at,
                at,
                json(code, state, message, at, details));
    }

    private Slice json(String code, String state, String message, Instant at, Details details) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeObjectFieldStart("rollcall");
            json.writeStringField("notice", code);
            json.writeStringField("state", state);
            json.writeStringField("stream", stream.toString());
            json.writeStringField("time", at.toString());
            json.writeStringField("message", message);
            details.write(json);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return Slice.of(out.toByteArray());
    }
}
