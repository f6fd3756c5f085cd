package io.rollcall.app.audit;

import io.rollcall.audit.layout.DateOrder;
import io.rollcall.audit.layout.SideOptions;
import io.rollcall.audit.roll.Period;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.identity.FieldPath;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code rollcall audit} that say what is compared, and where it stands in the records. */
public final class AuditScope {

    @Option(
            names = "--id",
            paramLabel = "FIELD",
            description =
                    "Field that identifies an event on both sides: a JSON Pointer (/event/id) or the name of a column or member;"
                            + " repeat it if several do together; 'content' for all a record says. Looked for if left out.")
    private List<String> id = List.of();

    @Option(names = "--truth-id", paramLabel = "FIELD", description = "The same, for the truth alone.")
    private List<String> truthId = List.of();

    @Option(names = "--copy-id", paramLabel = "FIELD", description = "The same, for the copy alone.")
    private List<String> copyId = List.of();

    @Option(names = "--time", paramLabel = "FIELD", description = "Field with the event time. Looked for if left out.")
    private @Nullable String time;

    @Option(names = "--truth-time", paramLabel = "FIELD", description = "The same, for the truth alone.")
    private @Nullable String truthTime;

    @Option(names = "--copy-time", paramLabel = "FIELD", description = "The same, for the copy alone.")
    private @Nullable String copyTime;

    @Option(
            names = "--stream",
            paramLabel = "FIELD",
            description = "Field of the truth with the name of the stream, to count streams apart.")
    private @Nullable String stream;

    @Option(
            names = "--only",
            paramLabel = "STREAM",
            description =
                    "Compare this stream of the truth only; may be repeated. A ledger and the simulator's truth name theirs.")
    private List<String> only = List.of();

    @Option(
            names = "--truth-zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description =
                    "Time zone of the truth's times that name none, such as Europe/Berlin (default: ${DEFAULT-VALUE}).")
    private String truthZone = "UTC";

    @Option(
            names = "--copy-zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Time zone of the copy's times that name none (default: ${DEFAULT-VALUE}).")
    private String copyZone = "UTC";

    @Option(
            names = "--truth-dates",
            paramLabel = "ORDER",
            description =
                    "What comes first in the truth's dates such as 3/2/2026: month-first or day-first. Found out if left out.")
    private @Nullable String truthDates;

    @Option(names = "--copy-dates", paramLabel = "ORDER", description = "The same for the copy.")
    private @Nullable String copyDates;

    @Option(
            names = "--ignore",
            paramLabel = "POINTER",
            description = "Place in the records that is left out when contents are compared; may be repeated.")
    private List<String> ignored = List.of();

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            description = "Compare events from then on, such as 2026-03-02T00:00:00Z.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "Compare events before then.")
    private @Nullable Instant to;

    @Option(
            names = "--visible-by",
            paramLabel = "INSTANT",
            description = "When the copy was taken: what the truth says became visible later is not missing.")
    private @Nullable Instant visibleBy;

    SideOptions ofTruth() {
        return new SideOptions(
                truthId.isEmpty() ? id : truthId,
                Optional.ofNullable(truthTime == null ? time : truthTime),
                Optional.ofNullable(stream),
                zone("--truth-zone", truthZone),
                dates("--truth-dates", truthDates),
                ignored(),
                Optional.ofNullable(visibleBy));
    }

    SideOptions ofCopy() {
        return new SideOptions(
                copyId.isEmpty() ? id : copyId,
                Optional.ofNullable(copyTime == null ? time : copyTime),
                Optional.empty(),
                zone("--copy-zone", copyZone),
                dates("--copy-dates", copyDates),
                ignored(),
                Optional.empty());
    }

    public Period period() {
        return new Period(Optional.ofNullable(from), Optional.ofNullable(to));
    }

    /** The period as a window; empty if a bound is left open. */
    public Optional<Window> window() {
        return from == null || to == null ? Optional.empty() : Optional.of(new Window(from, to));
    }

    /** Compares no more than a part of the period. */
    public void narrow(Window part) {
        from = part.from();
        to = part.to();
    }

    public List<String> only() {
        return only;
    }

    private List<FieldPath> ignored() {
        return ignored.stream().map(FieldPath::parse).toList();
    }

    private static ZoneId zone(String option, String written) {
        try {
            return ZoneId.of(written).normalized();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    option + ": '" + written + "' is no time zone; write one like Europe/Berlin, +02:00 or UTC", e);
        }
    }

    private static Optional<DateOrder> dates(String option, @Nullable String written) {
        if (written == null) {
            return Optional.empty();
        }
        return Optional.of(DateOrder.named(written)
                .orElseThrow(() -> new IllegalArgumentException(
                        option + ": '" + written + "' is no order of dates; write month-first or day-first")));
    }
}
