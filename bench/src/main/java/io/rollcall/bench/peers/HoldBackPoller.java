package io.rollcall.bench.peers;

import io.rollcall.engine.time.Clock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A model of the collectors that hold back: each poll reads from where the last one ended up to a fixed while ago, on the bet that
 * everything is visible by then. What becomes visible later it never asks for. A model of that algorithm, not of any product.
 */
public final class HoldBackPoller implements Peer {

    private final SignInApi api;
    private final LineSender receiver;
    private final Duration holdBack;
    private final Duration interval;
    private final Clock clock;
    private Instant readUntil;

    /**
     * @param holdBack how long ago each poll ends
     * @param start nothing older is asked for
     */
    public HoldBackPoller(
            Account account,
            InetSocketAddress receiver,
            Duration holdBack,
            Duration interval,
            Instant start,
            Clock clock) {
        this.api = new SignInApi(account, clock);
        this.receiver = new LineSender(receiver);
        this.holdBack = holdBack;
        this.interval = interval;
        this.clock = clock;
        this.readUntil = start;
    }

    @Override
    public String name() {
        return "hold-back";
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public void poll() throws IOException, InterruptedException {
        Instant until = clock.now().minus(holdBack);
        if (until.isAfter(readUntil)) {
            List<SignIn> found = api.find("createdDateTime ge " + readUntil + " and createdDateTime lt " + until);
            receiver.send(found.stream().map(SignIn::json).toList());
            readUntil = until;
        }
    }
}
