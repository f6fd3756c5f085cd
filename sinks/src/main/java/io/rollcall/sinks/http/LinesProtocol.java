package io.rollcall.sinks.http;

import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.SinkUnreachable;
import io.rollcall.sinks.field.Fields;
import java.io.IOException;
import java.util.List;

/** JSON texts one after another, as lines or as one array; each a record, or an object with fields and the record in it. */
public final class LinesProtocol implements Protocol {

    /** How events are put together. */
    public enum Format {
        /** A line for each. */
        NDJSON,
        /** One array of all. */
        ARRAY
    }

    /** The member that holds the record where fields go along. */
    static final String RECORD = "record";

    private static final int BYTES_AROUND = 14;

    private final Format format;
    private final Fields fields;

    /** @param fields what goes along with each record; none for the record alone */
    public LinesProtocol(Format format, Fields fields) {
        this.format = format;
        this.fields = fields;
    }

    @Override
    public long size(Delivery delivery) {
        long record = Protocol.super.size(delivery);
        return fields.isEmpty() ? record : record + fields.usualBytes() + BYTES_AROUND;
    }

    @Override
    public Bytes body(List<Delivery> deliveries) {
        Bytes body = Envelope.all(deliveries, this::encode);
        if (format == Format.ARRAY) {
            body.write(']');
        }
        return body;
    }

    private void encode(Delivery delivery, Bytes out) {
        if (format == Format.ARRAY) {
            out.write(out.size() == 0 ? '[' : ',');
        }
        if (fields.isEmpty()) {
            Envelope.record(delivery, out);
        } else {
            out.text("{" + fields.json(delivery) + ",\"" + RECORD + "\":");
            Envelope.record(delivery, out);
            out.write('}');
        }
        if (format == Format.NDJSON) {
            out.write('\n');
        }
    }

    @Override
    public Verdict post(Courier courier, Bytes body, List<Delivery> deliveries)
            throws IOException, InterruptedException {
        return Judgement.of(courier.post(body, format == Format.NDJSON ? "application/x-ndjson" : "application/json"));
    }

    @Override
    public String probe(Courier courier) throws IOException, SinkUnreachable, InterruptedException {
        Answer answer = courier.head();
        if (answer.status() == 401 || answer.status() == 403) {
            throw new SinkUnreachable(
                    courier.options().uri() + ": " + answer.shown() + ". Check the headers of this sink");
        }
        return courier.options().uri() + " answers HEAD with " + answer.status()
                + "; whether it takes events shows when there are some";
    }

    @Override
    public String promise() {
        return "accepted means the receiver has answered with a status of 200 to 299; what that is worth is the receiver's to"
                + " say; after a crash the pages in flight may be repeated";
    }
}
