package io.rollcall.sim.office365;

import io.rollcall.sim.drift.DriftModel;
import io.rollcall.sim.event.EventVersion;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.random.Draws;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * Law that puts the records of one content type into blobs. An event becomes available by the drift model; the blob of
 * that slot and lane holds it, is created when the slot ends, and is listed then or, rarely, later. Immutable.
 */
final class BlobLayout {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS", Locale.ROOT);
    private static final int STAMP_LENGTH = 17;
    private static final int FIRST_LANE = 30;
    private static final long LATENESS = 1;
    private static final long LANE = 2;
    private static final long CREATED = 3;
    private static final long LISTED = 4;
    private static final long REPEAT = 5;
    private static final long NUMBERS = 6;

    private final StreamKind stream;
    private final Office365Options options;
    private final DriftModel drift;
    private final Instant simulationStart;
    private final long seed;

    BlobLayout(StreamKind stream, Office365Options options, DriftModel drift, Instant simulationStart, long seed) {
        this.stream = stream;
        this.options = options;
        this.drift = drift;
        this.simulationStart = simulationStart;
        this.seed = seed;
    }

    StreamKind stream() {
        return stream;
    }

    /** Blob that first holds an event. */
    BlobAddress first(int index, Instant eventTime) {
        Duration sinceStart = Duration.between(simulationStart, eventTime);
        Duration lateness = drift.latenessOf(sinceStart, Draws.of(seed, index, LATENESS));
        int lane = Draws.of(seed, index, LANE).below(options.lanes());
        return new BlobAddress(slot(eventTime.plus(lateness)), lane);
    }

    BlobAddress first(EventVersion version) {
        return first(version.index(), version.eventTime());
    }

    /** Later blob that holds the event once more, minutes or days afterwards, if any does. */
    Optional<BlobAddress> repeat(int index, BlobAddress first) {
        Draws draws = Draws.of(seed, index, REPEAT);
        if (!draws.chance(options.repeatProbability())) {
            return Optional.empty();
        }
        Duration mean = draws.chance(0.7) ? Duration.ofMinutes(20) : Duration.ofDays(1);
        long slots = 1
                + (long)
                        (draws.exponential() * mean.toSeconds() / options.slot().toSeconds());
        return Optional.of(new BlobAddress(first.slot() + slots, first.lane()));
    }

    /** Least slot whose blobs can have been created at or after that moment. */
    long slot(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), options.slot().toSeconds());
    }

    /** {@code contentCreated}: the end of the slot and less than a second. */
    Instant created(BlobAddress address) {
        long seconds = (address.slot() + 1) * options.slot().toSeconds();
        long millis = Draws.of(seed, address.slot(), address.lane(), CREATED).below(1000);
        return Instant.ofEpochSecond(seconds).plusMillis(millis);
    }

    /** When the listing first shows the blob. */
    Instant listed(BlobAddress address) {
        Draws draws = Draws.of(seed, address.slot(), address.lane(), LISTED);
        boolean late = draws.chance(options.lateListingProbability());
        double seconds = late ? draws.exponential() * options.lateListingMean().toSeconds() : 0;
        return created(address).plusMillis((long) (seconds * 1000));
    }

    /** {@code contentExpiration}: 7 days after creation, or 20 as one tenant has measured. */
    Instant expires(BlobAddress address) {
        boolean longer = address.lane() % 2 == 1;
        return created(address).plus(longer ? Duration.ofDays(20) : Duration.ofDays(7));
    }

    /** Such as {@code 2026…$2026…$audit_sharepoint$Audit_SharePoint$na0030$na0030}. */
    String contentId(BlobAddress address) {
        Instant begin = Instant.ofEpochSecond(address.slot() * options.slot().toSeconds());
        Draws numbers = Draws.of(seed, address.slot(), address.lane(), NUMBERS);
        String name = stream.contentType().replace('.', '_');
        String lane = String.format(Locale.ROOT, "na%04d", FIRST_LANE + address.lane());
        return String.join(
                "$",
                stamp(begin, numbers),
                stamp(created(address), numbers),
                name.toLowerCase(Locale.ROOT),
                name,
                lane,
                lane);
    }

    /** Address in a content id; empty if no blob of this content type has that id. */
    Optional<BlobAddress> address(String contentId) {
        String[] parts = contentId.split("\\$", -1);
        if (parts.length != 6 || parts[0].length() < STAMP_LENGTH || !parts[4].matches("na\\d{4}")) {
            return Optional.empty();
        }
        try {
            LocalDateTime begin = LocalDateTime.parse(parts[0].substring(0, STAMP_LENGTH), STAMP);
            int lane = Integer.parseInt(parts[4].substring(2)) - FIRST_LANE;
            BlobAddress address = new BlobAddress(slot(begin.toInstant(ZoneOffset.UTC)), lane);
            return Optional.of(address).filter(found -> contentId(found).equals(contentId));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String stamp(Instant time, Draws numbers) {
        String digits = String.format(Locale.ROOT, "%06d", numbers.below(1_000_000));
        return STAMP.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC)) + digits;
    }
}
