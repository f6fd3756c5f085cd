package io.rollcall.sinks.spool;

import io.rollcall.engine.sink.Delivery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;

/** What a sink was not given, in order to tell of it: how many, of which streams, of which time. Used by one thread. */
final class Dropped {

    private static final int STREAMS_NAMED = 5;

    private final TreeSet<String> streams = new TreeSet<>();
    private long count;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    void add(Delivery delivery) {
        count++;
        streams.add(delivery.stream().toString());
        first = delivery.time().isBefore(first) ? delivery.time() : first;
        last = delivery.time().isAfter(last) ? delivery.time() : last;
    }

    long count() {
        return count;
    }

    /** A sentence about a sink, and how it gets them after all. */
    String of(String sink) {
        String named = String.join(", ", streams.stream().limit(STREAMS_NAMED).toList())
                + (streams.size() > STREAMS_NAMED ? " and " + (streams.size() - STREAMS_NAMED) + " more" : "");
        return "the spool was full of what the sink '" + sink
                + "' had not taken, and when_full is drop-oldest: it is not given "
                + count + " events and notices of " + named + " from " + first + " to " + last
                + ". When it is back, send them with 'rollcall resend --sink " + sink + " --from "
                + first.truncatedTo(ChronoUnit.SECONDS) + " --to "
                + last.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1) + "' before the API forgets them";
    }
}
