package io.rollcall.verify.conservation;

import static io.rollcall.sim.fault.FaultKind.*;

import io.rollcall.sim.fault.Fault;
import io.rollcall.sim.fault.FaultKind;
import io.rollcall.sim.fault.FaultRule;
import io.rollcall.sim.fault.RetryAfterStyle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A mix of things that go wrong with requests.
 *
 * @param probability for each request and kind, while events happen
 * @param lost share of blobs that are listed but can never be had
 * @param delay of slow answers, in real time; longer than {@link #TIMEOUT} to be taken for no answer
 */
record Weather(String name, double probability, List<FaultKind> kinds, double lost, Duration delay) {
    /** How long a collector in this weather waits for an answer. */
    static final Duration TIMEOUT = Duration.ofMillis(1500);

    private static final Duration SLOW = Duration.ofMillis(15);

    static final Weather CALM = of("calm", 0);
    static final Weather REFUSALS = of(
            "refusals",
            0.02,
            THROTTLED,
            SERVICE_UNAVAILABLE,
            GATEWAY_TIMEOUT,
            HTML_ERROR,
            UNAUTHORIZED,
            LICENCE_REFUSED,
            THROTTLED_AS_FORBIDDEN,
            TOKEN_ENDPOINT_DOWN,
            GARBLED_ERROR);
    static final Weather LINKS = of(
            "links",
            0.03,
            SKIPTOKEN_EXPIRED,
            SELF_LINK,
            FOREIGN_LINK,
            EMPTY_SKIPTOKEN,
            FILTER_IGNORED,
            FOREIGN_CONTENT_URI);
    static final Weather NETWORK = of("network", 0.02, TRUNCATED_BODY, CONNECTION_RESET, SLOW_HEADERS, SLOW_BODY);
    static final Weather BLOBS = of("blobs", 0.05, BLOB_MISSING, BLOB_BROKEN);
    static final Weather STORM = of("storm", 0.008, FaultKind.values());

    static final Weather GRAVE = new Weather("grave", 0.02, List.of(BLOB_MISSING), 0.05, Duration.ZERO);
    static final Weather MUTE =
            new Weather("mute", 0.002, List.of(SLOW_HEADERS, SLOW_BODY), 0, TIMEOUT.multipliedBy(2));
    /** Somebody sets our clock now and then. */
    static final Weather UNSTEADY = of("unsteady clock", 0.005, CONNECTION_RESET);
    /** Somebody switches the subscriptions off, once. */
    static final Weather SWITCHED_OFF = of("switched off", 0);

    static final List<Weather> ALL = List.of(CALM, REFUSALS, LINKS, NETWORK, BLOBS, STORM, UNSTEADY);

    private static final Duration BACK_SOON = Duration.ofSeconds(17);
    private static final List<RetryAfterStyle> STYLES = List.of(RetryAfterStyle.values());

    private static Weather of(String name, double probability, FaultKind... kinds) {
        return new Weather(name, probability, List.of(kinds), 0, SLOW);
    }

    /** What goes wrong while events happen. */
    List<FaultRule> rules() {
        List<FaultRule> rules = new ArrayList<>(lasting());
        for (FaultKind kind : kinds) {
            Fault fault = Fault.of(kind).withDelay(delay);
            rules.add(FaultRule.sometimes(probability, paths(kind), withRetryAfter(fault, rules.size())));
        }
        if (kinds.contains(BLOB_BROKEN)) {
            rules.add(FaultRule.always(0.05, "/audit/", Fault.of(BLOB_BROKEN)));
        }
        return rules;
    }

    /** What goes wrong for ever. */
    List<FaultRule> lasting() {
        return lost == 0 ? List.of() : List.of(FaultRule.always(lost, "/audit/", Fault.of(BLOB_MISSING)));
    }

    /** Refusals say by turns in seconds, by a date, and not at all when to come back. */
    private static Fault withRetryAfter(Fault fault, int number) {
        return switch (fault.kind()) {
            case THROTTLED, SERVICE_UNAVAILABLE, THROTTLED_AS_FORBIDDEN ->
                fault.withRetryAfter(STYLES.get(number % STYLES.size()), BACK_SOON);
            default -> fault;
        };
    }

    private static String paths(FaultKind kind) {
        return switch (kind) {
            case TOKEN_ENDPOINT_DOWN -> "oauth2";
            case SKIPTOKEN_EXPIRED -> "[Ss]kiptoken|nextPage";
            case BLOB_MISSING, BLOB_BROKEN -> "/audit/";
            case FOREIGN_CONTENT_URI -> "subscriptions/content";
            default -> "";
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
