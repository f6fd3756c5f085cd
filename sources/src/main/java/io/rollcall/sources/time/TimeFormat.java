package io.rollcall.sources.time;

import io.rollcall.engine.time.IsoInstants;
import io.rollcall.options.Type;
import io.rollcall.options.Type.BadValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One way an API writes instants: {@code iso} (any ISO-8601, no zone means UTC), {@code rfc3339-seconds}, {@code -millis},
 * {@code -micros}, {@code date}, {@code http-date}, {@code epoch} (any unit, told by size), {@code epoch-seconds}, {@code epoch-millis}, {@code epoch-micros}, {@code epoch-nanos}, or a
 * pattern of {@link DateTimeFormatter} such as {@code yyyy-MM-dd'T'HH:mm:ss}, in UTC.
 */
public final class TimeFormat {

    /** How it is written in a definition. */
    public static final Type<TimeFormat> TYPE = new Type<>(
            "time format", Map.of("type", "string"), written -> parse(String.valueOf(written)), TimeFormat::toString);

    public static final TimeFormat ISO = iso("iso", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'");

    private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);
    /** The year 5138 in seconds, 1973 in milliseconds. */
    private static final BigDecimal LARGEST_SECONDS = BigDecimal.valueOf(100_000_000_000L);

    private static final TimeFormat ANY_EPOCH = new TimeFormat(
            "epoch",
            Duration.ofSeconds(1),
            instant -> String.valueOf(instant.getEpochSecond()),
            TimeFormat::readAnyEpoch);

    private final String name;
    private final Duration unit;
    private final Function<Instant, String> writer;
    private final Function<String, Optional<Instant>> reader;

    private TimeFormat(
            String name, Duration unit, Function<Instant, String> writer, Function<String, Optional<Instant>> reader) {
        this.name = name;
        this.unit = unit;
        this.writer = writer;
        this.reader = reader;
    }

    /** The format of that name, or of that pattern. */
    public static TimeFormat parse(String name) throws BadValue {
        return switch (name) {
            case "iso" -> ISO;
            case "rfc3339-seconds" -> iso(name, "yyyy-MM-dd'T'HH:mm:ss'Z'");
            case "rfc3339-millis" -> iso(name, "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
            case "rfc3339-micros" -> iso(name, "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
            case "date" -> iso(name, "yyyy-MM-dd");
            case "http-date" -> pattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'").named(name);
            case "epoch" -> ANY_EPOCH;
            case "epoch-seconds" -> epoch(name, Duration.ofSeconds(1));
            case "epoch-millis" -> epoch(name, Duration.ofMillis(1));
            case "epoch-micros" -> epoch(name, Duration.ofNanos(1000));
            case "epoch-nanos" -> epoch(name, Duration.ofNanos(1));
            default -> pattern(name);
        };
    }

    /** Whether it writes numbers. */
    public boolean isNumber() {
        return name.startsWith("epoch");
    }

    /** The smallest difference the format can express. */
    public Duration unit() {
        return unit;
    }

    /** Writes an instant, dropping what the unit cannot express. */
    public String write(Instant instant) {
        return writer.apply(instant);
    }

    /** Reads an instant; empty if the text is not of this format. */
    public Optional<Instant> read(String text) {
        return reader.apply(text);
    }

    /** The latest multiple of the unit that is not after an instant. */
    public Instant floor(Instant instant) {
        long nanos = unit.toNanos();
        if (unit.compareTo(Duration.ofSeconds(1)) < 0) {
            return instant.minusNanos(instant.get(ChronoField.NANO_OF_SECOND) % nanos);
        }
        long seconds = unit.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
    }

    /** The earliest multiple of the unit that is not before an instant. */
    public Instant ceiling(Instant instant) {
        Instant floor = floor(instant);
        return floor.equals(instant) ? instant : floor.plus(unit);
    }

    private static TimeFormat iso(String name, String pattern) {
        DateTimeFormatter formatter = formatter(pattern);
        return new TimeFormat(name, unitOf(pattern), formatter::format, IsoInstants::parse);
    }

    private static TimeFormat pattern(String pattern) throws BadValue {
        try {
            DateTimeFormatter formatter = formatter(pattern);
            String probe = formatter.format(Instant.EPOCH);
            if (pattern.length() < 4 || readPattern(formatter, probe).isEmpty()) {
                throw new BadValue("is not a time format that can be read back");
            }
            return new TimeFormat(pattern, unitOf(pattern), formatter::format, text -> readPattern(formatter, text));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new BadValue("is neither a known time format (" + String.join(", ", names())
                    + ") nor a pattern of java.time.format.DateTimeFormatter: " + e.getMessage()
                    + io.rollcall.options.Suggestion.forWord(pattern, names()));
        }
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    private static Optional<Instant> readPattern(DateTimeFormatter formatter, String text) {
        try {
            Object parsed = formatter.parseBest(text.trim(), Instant::from, LocalDateTime::from, LocalDate::from);
            if (parsed instanceof Instant instant) {
                return Optional.of(instant);
            }
            return Optional.of(
                    parsed instanceof LocalDateTime local
                            ? local.toInstant(ZoneOffset.UTC)
                            : ((LocalDate) parsed).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private TimeFormat named(String other) {
        return new TimeFormat(other, unit, writer, reader);
    }

    /** Seconds, milliseconds, microseconds or nanoseconds, told apart by their size. */
    private static Optional<Instant> readAnyEpoch(String text) {
        try {
            BigDecimal number = new BigDecimal(text.trim());
            BigDecimal size = number.abs();
            int thousands = 0;
            while (thousands < 3 && size.compareTo(LARGEST_SECONDS.movePointRight(3 * thousands)) >= 0) {
                thousands++;
            }
            return readEpoch(text, BILLION.movePointLeft(3 * thousands));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static TimeFormat epoch(String name, Duration unit) {
        BigDecimal nanosPerUnit = BigDecimal.valueOf(unit.toNanos());
        return new TimeFormat(
                name,
                unit,
                instant -> nanos(instant)
                        .divide(nanosPerUnit, 0, RoundingMode.FLOOR)
                        .toPlainString(),
                text -> readEpoch(text, nanosPerUnit));
    }

    private static Optional<Instant> readEpoch(String text, BigDecimal nanosPerUnit) {
        try {
            BigDecimal number = new BigDecimal(text.trim());
            if (number.precision() > 40 || Math.abs((long) number.scale()) > 40) {
                return Optional.empty();
            }
            BigDecimal[] parts = number.multiply(nanosPerUnit).divideAndRemainder(BILLION);
            return Optional.of(Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValue()));
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static BigDecimal nanos(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond())
                .multiply(BILLION)
                .add(BigDecimal.valueOf(instant.getNano()));
    }

    private static Duration unitOf(String pattern) {
        String letters = pattern.replaceAll("'[^']*'", "");
        int fraction = letters.length() - letters.replace("S", "").length();
        if (fraction > 0) {
            return Duration.ofNanos((long) Math.pow(10, 9 - Math.min(9, fraction)));
        }
        return letters.contains("s")
                ? Duration.ofSeconds(1)
                : letters.contains("m")
                        ? Duration.ofMinutes(1)
                        : letters.contains("H") ? Duration.ofHours(1) : Duration.ofDays(1);
    }

    private static List<String> names() {
        return List.of(
                "iso",
                "rfc3339-seconds",
                "rfc3339-millis",
                "rfc3339-micros",
                "date",
                "http-date",
                "epoch",
                "epoch-seconds",
                "epoch-millis",
                "epoch-micros",
                "epoch-nanos");
    }

    @Override
    public String toString() {
        return name;
    }
}
