package io.rollcall.bench.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A world to collect from, by any number of policies. */
record Setting(Lateness lateness, Volume volume, int pageSize, Conditions conditions, Span span, long seed) {

    /** Lets each policy collect the same events, and reports on each as it is done. Several streams are for adaptive ones only. */
    void run(List<Policy> policies, Consumer<Result> report) {
        List<World> worlds = conditions.worlds(lateness, volume, span, seed);
        Bound bound = new Bound(lateness, volume, pageSize, span);
        for (Policy policy : policies) {
            if (worlds.size() == 1 || policy.isAdaptive()) {
                report.accept(run(policy, worlds, bound));
            }
        }
    }

    private Result run(Policy policy, List<World> worlds, Bound bound) {
        Line line = new Line(conditions.throttle(), span.end(), seed + 10);
        List<Stream> streams = new ArrayList<>();
        for (World world : worlds) {
            streams.add(new Stream(
                    new Feed(world, line, pageSize, span.retention()), new Deliveries(world, policy.forgets())));
        }
        Claims claims = new Claims();
        policy.collecting(span, claims).collect(line, streams, span);
        return Result.of(this, policy, line, streams, claims, bound);
    }
}
