package io.rollcall.bench.peers;

import io.rollcall.engine.time.Clock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A model of the collectors that take the newest timestamp they have seen for the place they have got to: each poll asks for
 * what is newer. It delivers before it moves on, and nothing twice; what becomes visible later with an older timestamp it never
 * asks for. A model of that algorithm, not of any product.
 */
public final class PlainPoller implements Peer {

    private final SignInApi api;
    private final LineSender receiver;
    private final Duration interval;
    private Instant newest;

    /**
     * @param start nothing older is asked for
     * @param clock for waits
     */
    public PlainPoller(Account account, InetSocketAddress receiver, Duration interval, Instant start, Clock clock) {
        this.api = new SignInApi(account, clock);
        this.receiver = new LineSender(receiver);
        this.interval = interval;
        this.newest = start;
    }

    @Override
    public String name() {
        return "plain-poller";
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public void poll() throws IOException, InterruptedException {
        List<SignIn> found = api.find("createdDateTime gt " + newest);
        receiver.send(found.stream().map(SignIn::json).toList());
        newest = found.stream().map(SignIn::createdAt).reduce(newest, PlainPoller::later);
    }

    private static Instant later(Instant left, Instant right) {
        return left.isAfter(right) ? left : right;
    }
}
