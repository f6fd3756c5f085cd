package io.rollcall.app.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The roll call at the end of the demo.
 *
 * @param truth events that existed
 * @param later of these, events that became visible later than the paper's script looks back
 * @param simulated how much time has passed, simulated
 * @param requests answered by the simulator
 * @param failures requests among them that were not answered with what was asked for
 * @param lines one for each collector
 */
public record DemoResult(int truth, long later, Duration simulated, long requests, long failures, List<Line> lines) {

    public DemoResult {
        lines = List.copyOf(lines);
    }

    /**
     * What arrived from one collector.
     *
     * @param delivered distinct true events that arrived
     * @param missing true events that did not
     * @param duplicates further copies of events that had arrived
     */
    public record Line(String collector, int delivered, int missing, int duplicates) {

        /** @throws IllegalStateException if events arrived that never existed */
        static Line of(String collector, Set<String> truth, Map<String, Integer> copiesById) {
            if (!truth.containsAll(copiesById.keySet())) {
                throw new IllegalStateException(collector + " delivered events that never existed");
            }
            int copies =
                    copiesById.values().stream().mapToInt(Integer::intValue).sum();
            int delivered = copiesById.size();
            return new Line(collector, delivered, truth.size() - delivered, copies - delivered);
        }

        public String json() {
            return "{\"collector\":\"" + collector + "\",\"delivered\":" + delivered + ",\"missing\":" + missing
                    + ",\"duplicates\":" + duplicates + "}";
        }
    }

    /** One JSON object on one line. */
    public String json() {
        return "{\"truth\":" + truth + ",\"results\":["
                + String.join(",", lines.stream().map(Line::json).toList()) + "]}";
    }
}
