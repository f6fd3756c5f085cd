package io.rollcall.verify.crash;

import java.util.List;

/**
 * What a kill trial does.
 *
 * @param definitions what is collected, all streams of each
 * @param kills how often the collector is killed
 * @param receiverKills how often the receiver is killed meanwhile
 * @param eventsPerSecond of all streams together
 * @param seed of the events and of the moments
 */
public record KillPlan(List<String> definitions, int kills, int receiverKills, double eventsPerSecond, long seed) {

    /** All that the simulator serves. */
    public static final List<String> EVERYTHING =
            List.of("entra-signins", "entra-audits", "azure-ad-graph", "office365-management");

    public KillPlan {
        definitions = List.copyOf(definitions);
        if (kills < 1 || receiverKills < 0) {
            throw new IllegalArgumentException(
                    "a kill trial kills the collector at least once: " + kills + ", " + receiverKills);
        }
    }
}
