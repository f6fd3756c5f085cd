package io.rollcall.bench.drift;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.engine.plan.ExpectedDelay;
import io.rollcall.engine.plan.Plan;
import io.rollcall.engine.plan.Price;
import io.rollcall.engine.plan.Tariff;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Many streams with equal pasts and a budget each, run side by side in the order of their clocks, so that none finds its state still
 * in the processor's cache.
 */
final class Fleet {

    /**
     * What was done, and the processor's time it took in nanoseconds.
     *
     * @param learning with the simulation of the page, and saving the state
     */
    record Effort(long decisions, long looks, long deciding, long learning, int stateBytes) {}

    /** A stream, and the line it alone uses. */
    private record Member(Line line, Steering steering) {}

    private static final long SEED = 1;
    private static final Span SPAN = Span.FULL;
    private static final long GROWN = SPAN.retention();
    private static final int PAGE_SIZE = 1000;

    private final PriorityQueue<Member> members =
            new PriorityQueue<>(Comparator.comparingLong(member -> member.line().now()));
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private int stateBytes;

    private Fleet() {}

    /** A fleet whose streams have all been through the same month. */
    static Fleet grown(Lateness lateness, double callsPerMinute, int streams) {
        World world = World.of(lateness, Volume.NORMAL, SPAN, 0, SEED);
        Deliveries past = new Deliveries(world, false);
        Tariff tariff = new Tariff(callsPerMinute, Line.LIMIT);
        Line line = new Line(Throttle.NONE, SPAN.end(), SEED);
        Feed feed = new Feed(world, line, PAGE_SIZE, SPAN.retention());
        Steering steering = new Steering(
                feed,
                (event, at) -> past.deliver(event, at, 0),
                Steering.nothingKnown(feed, SPAN),
                AdaptiveSettings.standard(),
                new ExpectedDelay(),
                tariff,
                SPAN.end());
        line.waitUntil(Span.MINUTE);
        while (line.now() < GROWN) {
            steering.plan(line.now())
                    .ifPresentOrElse(look -> steering.read(look, line), () -> line.waitUntil(steering.restsUntil()));
        }
        Fleet fleet = new Fleet();
        byte[] state = steering.model().toBytes();
        Price price = tariff.last().orElseThrow();
        for (int i = 0; i < streams; i++) {
            fleet.add(world, past, state, price, line.now() + i * Span.MINUTE / streams);
        }
        return fleet;
    }

    private void add(World world, Deliveries past, byte[] state, Price price, long begin) {
        Line line = new Line(Throttle.NONE, SPAN.end(), SEED + members.size());
        line.waitUntil(begin);
        Tariff tariff = new Tariff(price.target(), price.limit());
        tariff.resume(price);
        Set<Integer> since = new HashSet<>();
        members.add(new Member(
                line,
                new Steering(
                        new Feed(world, line, PAGE_SIZE, SPAN.retention()),
                        (event, at) -> !past.isDelivered(event) && since.add(event),
                        DriftModel.fromBytes(Steering.prior(SPAN), state).orElseThrow(),
                        AdaptiveSettings.standard(),
                        new ExpectedDelay(),
                        tariff,
                        SPAN.end())));
    }

    /** Runs all streams for some minutes of their time. */
    Effort run(int minutes) {
        long end = members.element().line().now() + minutes * Span.MINUTE;
        long decisions = 0;
        long looks = 0;
        long deciding = 0;
        long learning = 0;
        while (members.element().line().now() < end) {
            Member next = members.remove();
            long before = threads.getCurrentThreadCpuTime();
            Optional<Plan.Look> look = next.steering().plan(next.line().now());
            long decided = threads.getCurrentThreadCpuTime();
            decisions++;
            deciding += decided - before;
            if (look.isPresent()) {
                next.steering().read(look.get(), next.line());
                stateBytes = next.steering().model().toBytes().length;
                looks++;
                learning += threads.getCurrentThreadCpuTime() - decided;
            } else {
                next.line().waitUntil(next.steering().restsUntil());
            }
            members.add(next);
        }
        return new Effort(decisions, looks, deciding, learning, stateBytes);
    }
}
