package io.rollcall.options;

import io.rollcall.options.Type.BadValue;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The kinds of values options have. */
public final class Types {

    public static final Type<String> TEXT = new Type<>("text", Map.of("type", "string"), Types::scalar, text -> text);

    public static final Type<Boolean> FLAG =
            new Type<>("true or false", Map.of("type", "boolean"), Types::flag, value -> value);

    public static final Type<Duration> DURATION = new Type<>(
            "duration",
            Map.of("type", "string", "pattern", Durations.PATTERN),
            written -> Durations.parse(scalar(written)),
            Durations::format);

    public static final Type<Long> BYTES = new Type<>(
            "size in bytes",
            Map.of("type", List.of("string", "integer"), "pattern", Sizes.PATTERN),
            written -> Sizes.parse(scalar(written)),
            Sizes::format);

    public static final Type<Path> PATH = new Type<>("path", Map.of("type", "string"), Types::path, Path::toString);

    public static final Type<URI> HTTP_URI =
            new Type<>("http(s) URI", Map.of("type", "string", "format", "uri"), Types::httpUri, URI::toString);

    public static final Type<HostPort> HOST_PORT = new Type<>(
            "host:port", Map.of("type", "string"), written -> HostPort.parse(scalar(written)), HostPort::toString);

    public static final Type<Secret> SECRET = new Type<>(
            "secret", Map.of("type", "string"), written -> new Secret(scalar(written)), secret -> "${env:NAME}");

    public static final Type<List<String>> TEXTS = listOf(TEXT);

    private Types() {}

    /** A whole number within bounds, both inclusive. */
    public static Type<Integer> integer(int min, int max) {
        return new Type<>(
                "whole number from " + min + " to " + max,
                Map.of("type", "integer", "minimum", min, "maximum", max),
                written -> integer(scalar(written), min, max),
                value -> value);
    }

    /** A number within bounds, both inclusive. */
    public static Type<Double> number(double min, double max) {
        return new Type<>(
                "number from " + min + " to " + max,
                Map.of("type", "number", "minimum", min, "maximum", max),
                written -> number(scalar(written), min, max),
                value -> value);
    }

    /** One of the constants of an enum, written in lower case with dashes. */
    public static <E extends Enum<E>> Type<E> oneOf(Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        List<String> names = constants.stream().map(Types::label).toList();
        return new Type<>(
                "one of " + String.join(", ", names),
                Map.of("enum", names),
                written -> constant(scalar(written), constants, names),
                Types::label);
    }

    /** A list of values; a single value is a list of one. */
    public static <T> Type<List<T>> listOf(Type<T> element) {
        return new Type<>(
                "list of " + element.name(),
                Map.of("type", "array", "items", new TreeMap<>(element.schema())),
                written -> {
                    List<T> values = new ArrayList<>();
                    for (Object each : written instanceof List<?> list ? list : List.of(written)) {
                        values.add(element.reader().read(each));
                    }
                    return List.copyOf(values);
                },
                values -> values.stream().map(element.writer()).toList());
    }

    /** The name of an enum constant as users write it: lower case with dashes. */
    public static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String scalar(Object written) throws BadValue {
        if (written instanceof String text) {
            return text;
        }
        throw new BadValue("must be a single value, not a list");
    }

    private static Boolean flag(Object written) throws BadValue {
        return switch (scalar(written).toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new BadValue("must be true or false");
        };
    }

    private static int integer(String text, int min, int max) throws BadValue {
        try {
            int value = Integer.parseInt(text.replace("_", ""));
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new BadValue("must be a whole number from " + min + " to " + max);
        }
        throw new BadValue("must be from " + min + " to " + max);
    }

    private static double number(String text, double min, double max) throws BadValue {
        try {
            double value = Double.parseDouble(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new BadValue("must be a number from " + min + " to " + max);
        }
        throw new BadValue("must be from " + min + " to " + max);
    }

    private static <E extends Enum<E>> E constant(String text, List<E> constants, List<String> names) throws BadValue {
        int index = names.indexOf(text.toLowerCase(Locale.ROOT).replace('_', '-'));
        if (index < 0) {
            throw new BadValue("must be one of " + String.join(", ", names) + Suggestion.forWord(text, names));
        }
        return constants.get(index);
    }

    private static Path path(Object written) throws BadValue {
        try {
            return Path.of(scalar(written));
        } catch (InvalidPathException e) {
            throw new BadValue("is not a path: " + e.getReason());
        }
    }

    private static URI httpUri(Object written) throws BadValue {
        try {
            URI uri = URI.create(scalar(written));
            if (uri.getHost() != null && Arrays.asList("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new BadValue("is not a URI: " + e.getMessage());
        }
        throw new BadValue("must be an absolute http:// or https:// URI");
    }

    static String listed(List<String> words) {
        return words.stream().sorted().collect(Collectors.joining(", "));
    }
}
