package io.rollcall.web;

import io.rollcall.engine.loop.Prospect;
import io.rollcall.engine.notice.NoticeCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether data flows and is current.
 *
 * @param obstacles a sentence for each stream or sink of which that is not so; none if it is so of all
 */
record Readiness(List<String> obstacles) {

    /** A stream is current if its API's time was read to its end, delivered and committed this lately. */
    static final Duration CURRENT = Duration.ofMinutes(15);

    static Readiness of(View view, Instant now) {
        Stream<String> streams = view.streams().stream()
                .flatMap(stream -> obstacle(stream, now).map(what -> stream.stream() + ": " + what).stream());
        Stream<String> sinks = view.sinks().stream()
                .flatMap(sink -> sink.trouble().map(what -> "sink " + sink.name() + ": " + what).stream());
        Stream<String> orphans = view.standby().stream()
                .filter(stream -> stream.holder().isEmpty())
                .map(stream -> stream.stream() + ": no collector has it, or the ledger does not answer");
        return new Readiness(
                Stream.of(streams, orphans, sinks).flatMap(all -> all).toList());
    }

    boolean isReady() {
        return obstacles.isEmpty();
    }

    private static Optional<String> obstacle(StreamView view, Instant now) {
        Optional<Instant> look = view.state().coverage().newestLook();
        if (look.isEmpty()) {
            return Optional.of("nothing has been read yet" + because(view));
        }
        if (Duration.between(look.get(), now).compareTo(CURRENT) > 0) {
            Instant end = view.state().forgetsUnreadAt(view.traits().retention());
            return Optional.of("nothing has been read and delivered since " + look.get()
                    + "; the API forgets what is unread from " + end + " on" + because(view));
        }
        boolean isStalled = Prospect.learned(view.state(), view.traits())
                .filter(model -> model.isStalled())
                .isPresent();
        return isStalled ? Optional.of("the API answers but shows nothing new" + because(view)) : Optional.empty();
    }

    /** What is known to be in the way. */
    private static String because(StreamView view) {
        List<String> notices = Stream.of(view.state().notices())
                .flatMap(List::stream)
                .filter(notice -> !notice.code().equals(NoticeCode.CLOCK_SKEW.label()))
                .map(notice -> notice.code() + ": " + notice.message())
                .toList();
        return notices.isEmpty() ? "" : " (" + String.join("; ", notices) + ")";
    }
}
