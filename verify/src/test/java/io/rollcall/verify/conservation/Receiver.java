package io.rollcall.verify.conservation;

import io.rollcall.engine.sink.DeadLetters;
import io.rollcall.engine.sink.Sink;
import io.rollcall.verify.balance.Received;
import java.io.IOException;

/** The far end of a trial. */
interface Receiver extends Sink, DeadLetters {

    /** All that has arrived, dead letters included: they have not disappeared. */
    Received received() throws IOException;

    /** Events refused for good. */
    long refused();
}
