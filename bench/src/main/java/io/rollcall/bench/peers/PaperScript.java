package io.rollcall.bench.peers;

import io.rollcall.engine.time.Clock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A model of the script in the SANS paper on API drift: each run reads the same fixed stretch up to the present, and what the
 * run before has returned is dropped. It misses what becomes visible later than the stretch is long. A model of that algorithm,
 * not the script itself.
 */
public final class PaperScript implements Peer {

    private final SignInApi api;
    private final LineSender receiver;
    private final Duration overlap;
    private final Duration interval;
    private final Clock clock;
    private Set<String> lastRun = Set.of();

    /**
     * @param overlap how far back each run reads
     * @param interval time between runs
     * @param clock for the present, and for waits
     */
    public PaperScript(Account account, InetSocketAddress receiver, Duration overlap, Duration interval, Clock clock) {
        this.api = new SignInApi(account, clock);
        this.receiver = new LineSender(receiver);
        this.overlap = overlap;
        this.interval = interval;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "paper-script";
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public void poll() throws IOException, InterruptedException {
        Instant now = clock.now();
        List<SignIn> found = api.between(now.minus(overlap), now);
        receiver.send(found.stream()
                .filter(each -> !lastRun.contains(each.id()))
                .map(SignIn::json)
                .toList());
        lastRun = found.stream().map(SignIn::id).collect(Collectors.toUnmodifiableSet());
    }
}
