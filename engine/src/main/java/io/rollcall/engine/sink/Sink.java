package io.rollcall.engine.sink;

/** Where events go. Thread-safe: streams write at the same time. */
public interface Sink extends AutoCloseable {

    /**
     * Writes a batch and waits for the receipt. Trouble of any kind is a receipt, not an exception; a batch whose fate is
     * unknown is {@link Receipt.TryLater}.
     *
     * @throws InterruptedException if the thread was asked to stop; the batch's fate is then unknown
     */
    Receipt write(Batch batch) throws InterruptedException;

    /** What a receipt of this sink means, in one sentence for the user. */
    String promise();

    /**
     * Tries whether the sink can be reached, without writing an event.
     *
     * @return what was found, for the user
     * @throws SinkUnreachable if a batch written now would not be accepted
     */
    String probe() throws SinkUnreachable, InterruptedException;

    @Override
    void close();
}
