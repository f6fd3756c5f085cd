package io.rollcall.sim.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Fault rules as JSON: an array of objects with {@code path} (regular expression, default all), {@code fault} (a
 * {@link FaultKind} in any case), and optionally {@code nth}, {@code times}, {@code probability}, {@code sticky},
 * {@code retryAfterSeconds}, {@code retryAfterStyle} and {@code delayMillis}.
 */
public final class FaultRulesJson {
    private FaultRulesJson() {}

    public static List<FaultRule> parse(JsonNode array) {
        if (!array.isArray()) {
            throw new IllegalArgumentException("fault rules must be a JSON array, but the text is "
                    + array.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        List<FaultRule> rules = new ArrayList<>();
        array.forEach(rule -> rules.add(rule(rule)));
        return rules;
    }

    private static FaultRule rule(JsonNode rule) {
        long first = rule.path("nth").asLong(1);
        long times = rule.path("times").asLong(rule.has("nth") ? 1 : Long.MAX_VALUE);
        long last = times > Long.MAX_VALUE - first ? Long.MAX_VALUE : first + times - 1;
        double probability = rule.path("probability").asDouble(1);
        Pattern path = Pattern.compile(rule.path("path").asText(""));
        return new FaultRule(path, first, last, probability, rule.path("sticky").asBoolean(), fault(rule));
    }

    private static Fault fault(JsonNode rule) {
        Fault fault = Fault.of(constant(FaultKind.class, rule.path("fault").asText()));
        if (rule.has("retryAfterSeconds")) {
            RetryAfterStyle style =
                    constant(RetryAfterStyle.class, rule.path("retryAfterStyle").asText("SECONDS"));
            fault = fault.withRetryAfter(
                    style, Duration.ofSeconds(rule.path("retryAfterSeconds").asLong()));
        }
        if (rule.has("delayMillis")) {
            fault = fault.withDelay(Duration.ofMillis(rule.path("delayMillis").asLong()));
        }
        return fault;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not a " + type.getSimpleName()
                        + "; choose one of " + Arrays.toString(type.getEnumConstants())));
    }
}
