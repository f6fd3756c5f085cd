package io.rollcall.app.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.ForwardingSink;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Sink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A sink that also tells the person who watches the program what is in its way, when that is over, and each notice it has
 * carried. Thread-safe.
 */
public final class ReportingSink extends ForwardingSink {

    private static final JsonFactory JSON = new JsonFactory();

    private final Consumer<String> person;
    private final Map<StreamId, String> troubles = new HashMap<>();

    /** @param person is told one sentence or two at a time */
    public ReportingSink(Sink sink, Consumer<String> person) {
        super(sink);
        this.person = person;
    }

    @Override
    public Receipt write(Batch batch) throws InterruptedException {
        Receipt receipt = super.write(batch);
        StreamId stream = batch.deliveries().get(0).stream();
        receipt.fold(accepted -> wasAccepted(stream, batch), tryLater -> hasToWait(stream, tryLater.reason()));
        return receipt;
    }

    /** Why a stream's batch is not accepted at the moment. */
    public synchronized Optional<String> trouble(StreamId stream) {
        return Optional.ofNullable(troubles.get(stream));
    }

    private synchronized boolean hasToWait(StreamId stream, String reason) {
        boolean isKnown = troubles.containsValue(reason);
        troubles.put(stream, reason);
        if (!isKnown) {
            person.accept("The sink does not accept events: " + reason
                    + ". Nothing is lost: they stay in the API and are sent when it accepts again");
        }
        return false;
    }

    private synchronized boolean wasAccepted(StreamId stream, Batch batch) {
        if (troubles.remove(stream) != null && troubles.isEmpty()) {
            person.accept("The sink accepts events again");
        }
        batch.deliveries().stream()
                .filter(delivery -> delivery.kind() == Delivery.Kind.NOTICE)
                .map(ReportingSink::sentence)
                .forEach(person);
        return true;
    }

    /** A notice as a sentence: {@code notice throttled raised, entra-signins/contoso/interactive: ...}. */
    private static String sentence(Delivery notice) {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = JSON.createParser(notice.body().toByteArray())) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING) {
                    members.put(json.currentName(), json.getText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a notice is JSON", e);
        }
        return "notice " + members.get("notice") + " " + members.get("state") + ", " + notice.stream() + ": "
                + members.get("message");
    }
}
