package io.rollcall.sources.http;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.time.Clock;
import io.rollcall.sources.extension.Exchanges;
import io.rollcall.sources.extension.Request;
import io.rollcall.sources.extension.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/** A transport whose exchanges are handled by an extension. What it passes on goes to the same server only. */
public final class Extended implements Transport {

    private final Transport transport;
    private final Exchanges exchanges;
    private final String name;
    private final Clock clock;

    /** @param name of the extension, for messages */
    public Extended(Transport transport, Exchanges exchanges, String name, Clock clock) {
        this.transport = transport;
        this.exchanges = exchanges;
        this.name = name;
        this.clock = clock;
    }

    /** A fault on its way through an extension, which need not know of such. */
    private static final class Passing extends IOException {
        private static final long serialVersionUID = 1;
        private final SourceFault fault;

        Passing(SourceFault fault) {
            super(fault.getMessage(), fault);
            this.fault = fault;
        }
    }

    @Override
    public Answer send(Call call) throws SourceFault, InterruptedException {
        Instant sent = clock.steady();
        Request request = new Request(
                call.method(),
                call.url().uri(),
                call.headers(),
                call.body().map(Payload::text).orElse(""),
                call.body().map(Payload::type).orElse(""));
        try {
            Response response = exchanges.exchange(request, changed -> passedOn(call, changed));
            Headers.Builder headers = new Headers.Builder();
            response.headers()
                    .forEach((header, values) -> values.forEach(value -> headers.addUnsafeNonAscii(header, value)));
            return new Answer(response.status(), headers.build(), Slice.of(response.body()), sent, clock.steady());
        } catch (Passing e) {
            throw e.fault;
        } catch (IOException | RuntimeException e) {
            throw new SourceFault(
                            FaultCode.CONNECTION,
                            Recovery.RETRY,
                            "the extension " + name + " has no answer for " + call.shown() + ": " + e)
                    .causedBy(e);
        }
    }

    private Response passedOn(Call call, Request request) throws IOException, InterruptedException {
        HttpUrl url = HttpUrl.get(request.uri());
        if (url == null
                || !url.scheme().equals(call.url().scheme())
                || !url.host().equals(call.url().host())
                || url.port() != call.url().port()) {
            throw new IOException(
                    "the request leads to another server, " + request.uri().getHost() + ", to which nothing is sent");
        }
        Call changed = new Call(
                request.method(),
                url,
                request.headers(),
                request.type().isEmpty() && request.body().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Payload(request.body(), request.type())),
                call.timeout(),
                call.maxBodyBytes());
        try {
            Answer answer = transport.send(changed);
            return new Response(
                    answer.status(),
                    answer.headers().toMultimap(),
                    answer.body().toByteArray());
        } catch (SourceFault fault) {
            throw new Passing(fault);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
