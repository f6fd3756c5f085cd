package io.rollcall.verify.conservation;

import io.rollcall.engine.loop.LoopSettings;
import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.odata.ReportOptions;
import io.rollcall.sim.office365.Office365Options;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * One collection to be made and counted: everything follows from these five values.
 *
 * @param definition whose streams are all collected at once
 * @param drift name of the simulator's model
 * @param scale how much happens
 * @param seed of the simulator and of all choices the trial leaves open
 */
record Trial(String definition, String drift, Weather weather, Scale scale, long seed) {

    static final Duration SWITCHED_OFF_AFTER = Duration.ofHours(4);

    /** How long events happen, and how many of them. */
    enum Scale {
        /** Ten hours, in which each named model shows what it is about. */
        HOURS(Duration.ofHours(10), 100),
        /** Ten days, for the second outage and surge, and the drift that grows. */
        DAYS(Duration.ofDays(10), 400);

        private final Duration length;
        private final int events;

        Scale(Duration length, int events) {
            this.length = length;
            this.events = events;
        }

        Duration length() {
            return length;
        }

        /** How many events each stream has, about. */
        int events() {
            return events;
        }
    }

    DriftModel driftModel() {
        return DriftModel.named(drift);
    }

    /** The streams that are populated, with the names they have in the definition. */
    List<StreamKind> kinds() {
        return Arrays.stream(StreamKind.values())
                .filter(kind -> kind.streamName().startsWith(prefix() + "/"))
                .toList();
    }

    static String streamName(StreamKind kind) {
        return kind.streamName().substring(kind.streamName().indexOf('/') + 1);
    }

    /** Every other trial is planned by the measured drift, the others by the schedule. */
    LoopSettings settings(Duration retention) {
        LoopSettings fixed = LoopSettings.standard(retention);
        return seed % 2 == 0 ? fixed : fixed.adaptive(AdaptiveSettings.standard());
    }

    private String prefix() {
        return definition.equals("office365-management") ? "office365" : definition;
    }

    boolean listsBlobs() {
        return definition.equals("office365-management");
    }

    /** Choices of its own for each purpose, so that one more draw for one changes nothing for the others. */
    Random random(String purpose) {
        return new Random(seed * 31 + purpose.hashCode());
    }

    Duration clockSkew() {
        Random random = random("skew");
        return weather.equals(Weather.CALM) || random.nextBoolean()
                ? Duration.ZERO
                : Duration.ofSeconds(random.nextInt(1200) - 600);
    }

    ReportOptions reports() {
        if (weather.equals(Weather.CALM)) {
            return ReportOptions.documented();
        }
        Random random = random("reports");
        return ReportOptions.builder()
                .emptyPageProbability(random.nextDouble() * 0.1)
                .shortPageProbability(random.nextDouble() * 0.1)
                .build();
    }

    Office365Options office365() {
        Random random = random("office365");
        Office365Options.Builder options =
                Office365Options.builder().slot(Duration.ofMinutes(10)).listingPageSize(3 + random.nextInt(20));
        if (!weather.equals(Weather.CALM)) {
            options.lateListing(0.1, Duration.ofMinutes(40)).repeatProbability(0.1);
        }
        if (weather.equals(Weather.SWITCHED_OFF)) {
            options.disabledAfter(kinds().stream().collect(Collectors.toMap(kind -> kind, kind -> SWITCHED_OFF_AFTER)));
        }
        return options.build();
    }
}
