package io.rollcall.sinks.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The body of an answer, read as it comes. Unlike the stream of the JDK's client it fails if nothing comes for too long. Read by one thread. */
final class ArrivingBody extends InputStream implements BodySubscriber<InputStream> {

    private final Duration patience;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> present = new ArrayDeque<>();
    private volatile Flow.@Nullable Subscription subscription;
    private boolean isOver;

    /** What comes: bytes, or the end with what may have been wrong. */
    private record Arrival(
            List<ByteBuffer> bytes, boolean isEnd, @Nullable Throwable failure) {}

    /** @param patience how long nothing may come */
    ArrivingBody(Duration patience) {
        this.patience = patience;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        arrivals.add(new Arrival(bytes, false, null));
    }

    @Override
    public void onError(Throwable failure) {
        arrivals.add(new Arrival(List.of(), true, failure));
    }

    @Override
    public void onComplete() {
        arrivals.add(new Arrival(List.of(), true, null));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        while (present.isEmpty() && !isOver) {
            await();
        }
        ByteBuffer next = present.peek();
        if (next == null) {
            return -1;
        }
        int count = Math.min(length, next.remaining());
        next.get(buffer, offset, count);
        if (!next.hasRemaining()) {
            present.remove();
        }
        return count;
    }

    private void await() throws IOException {
        Arrival arrival;
        try {
            arrival = arrivals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("asked to stop").initCause(e);
        }
        if (arrival == null) {
            throw new HttpTimeoutException("the answer is not all there, and nothing more comes");
        }
        if (arrival.failure() != null) {
            throw arrival.failure() instanceof IOException io ? io : new IOException(arrival.failure());
        }
        isOver = arrival.isEnd();
        arrival.bytes().stream().filter(ByteBuffer::hasRemaining).forEach(present::add);
        Flow.Subscription source = subscription;
        if (!isOver && source != null) {
            source.request(1);
        }
    }

    @Override
    public void close() {
        Flow.Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
    }
}
