package io.rollcall.bench.peers;

import io.rollcall.engine.time.Clock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A model of the collectors that read a fixed overlap again and remember so many ids: what becomes visible later than the overlap is
 * long is lost, and what was forgotten is sent again. A model of that algorithm, not of any product.
 */
public final class OverlapPoller implements Peer {

    private final SignInApi api;
    private final LineSender receiver;
    private final Duration overlap;
    private final int remembered;
    private final Duration interval;
    private final Clock clock;
    private final Set<String> ids = new LinkedHashSet<>();

    /**
     * @param overlap how far back each poll reads
     * @param remembered ids at most, the latest sent
     */
    public OverlapPoller(
            Account account,
            InetSocketAddress receiver,
            Duration overlap,
            int remembered,
            Duration interval,
            Clock clock) {
        this.api = new SignInApi(account, clock);
        this.receiver = new LineSender(receiver);
        this.overlap = overlap;
        this.remembered = remembered;
        this.interval = interval;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "overlap";
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public void poll() throws IOException, InterruptedException {
        Instant now = clock.now();
        List<SignIn> fresh = api.between(now.minus(overlap), now).stream()
                .filter(each -> !ids.contains(each.id()))
                .toList();
        receiver.send(fresh.stream().map(SignIn::json).toList());
        fresh.forEach(each -> ids.add(each.id()));
        Iterator<String> oldest = ids.iterator();
        while (ids.size() > remembered) {
            oldest.next();
            oldest.remove();
        }
    }
}
