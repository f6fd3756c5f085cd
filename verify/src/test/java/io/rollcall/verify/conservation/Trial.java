package io.rollcall.verify.conservation;

import io.rollcall.engine.loop.LoopSettings;
import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.sim.SimulatorOptions;
import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.oauth.Tenant;
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

    private static final Tenant SECOND_TENANT = new Tenant("22222222-2222-4333-8444-555555555555", "fabrikam.example");

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

    /** In a storm there are two tenants, with a budget each and a ledger between them. */
    List<Tenant> tenants() {
        Tenant first = SimulatorOptions.defaultTenant();
        return weather.equals(Weather.STORM) ? List.of(first, SECOND_TENANT) : List.of(first);
    }

    List<Member> members() {
        return tenants().stream()
                .flatMap(tenant -> kinds().stream().map(kind -> new Member(tenant, kind)))
                .toList();
    }

    /** Every other trial is planned by the measured drift, the others by the schedule; every third reads past windows again by chance. */
    LoopSettings settings(Duration retention) {
        LoopSettings fixed = LoopSettings.standard(retention).sampling(seed % 3 == 0 ? 24 : 0);
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

    Duration tokenLifetime() {
        return weather.equals(Weather.CALM) ? Duration.ofHours(1) : Duration.ofMinutes(3);
    }

    ReportOptions reports() {
        if (weather.equals(Weather.CALM)) {
            return ReportOptions.documented();
        }
        Random random = random("reports");
        ReportOptions.Builder options = ReportOptions.builder()
                .emptyPageProbability(random.nextDouble() * 0.1)
                .shortPageProbability(random.nextDouble() * 0.1);
        if (random.nextInt(3) == 0) {
            options.widestWindow(Duration.ofHours(4 + random.nextInt(20)));
        }
        return options.build();
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
