package io.rollcall.sinks.stream;

/** How long a connection lasts, and with it what a receipt is worth. */
public enum Delivering {
    /** A connection for each batch, whose orderly end by the receiver is the receipt. */
    PER_BATCH,
    /** One connection for all batches; the receipt is that the operating system has taken the batch. */
    KEEP_OPEN
}
