package io.rollcall.sinks.several;

import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.event.StreamPattern;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which deliveries a sink gets: those of its streams, and of these the notices and the records all its conditions hold for. */
public final class Route {

    /** Everything. */
    public static final Route ALL = new Route(List.of(), List.of());

    private final List<StreamPattern> streams;
    private final List<Condition> conditions;

    private Route(List<StreamPattern> streams, List<Condition> conditions) {
        this.streams = streams;
        this.conditions = conditions;
    }

    /** Reads the keys {@code streams} and {@code where} of a sink's mapping. */
    public static Route read(Section section) {
        List<String> streams = section.optional(
                "streams",
                Types.TEXTS,
                List.of(),
                "Which streams it gets, as definition/account/stream; * stands for anything, and parts at the end may be left"
                        + " out. All if left out.");
        List<Optional<Condition>> conditions = section.sections(
                "where",
                "Which records of these it gets: those all of these conditions hold for. All if left out.",
                Condition::read);
        return new Route(
                streams.stream().map(StreamPattern::new).toList(),
                conditions.stream().flatMap(Optional::stream).toList());
    }

    /** Whether anything of a stream is taken. */
    public boolean takes(StreamId stream) {
        return streams.isEmpty() || streams.stream().anyMatch(pattern -> pattern.matches(stream));
    }

    /** What the user has written for streams, but matches none of these. */
    public Stream<String> idle(List<StreamId> among) {
        return streams.stream()
                .filter(pattern -> among.stream().noneMatch(pattern::matches))
                .map(StreamPattern::written);
    }

    /** Whether a delivery is taken. */
    public boolean takes(Delivery delivery) {
        if (delivery.stream().definition().equals(Destination.OWN)) {
            return true;
        }
        boolean isNotice = delivery.kind() == Delivery.Kind.NOTICE;
        return takes(delivery.stream())
                && (isNotice || conditions.stream().allMatch(condition -> condition.holds(delivery.body())));
    }
}
