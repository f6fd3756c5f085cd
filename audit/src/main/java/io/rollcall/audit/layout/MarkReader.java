package io.rollcall.audit.layout;

import io.rollcall.audit.input.Receiver;
import io.rollcall.audit.roll.Content;
import io.rollcall.audit.roll.Mark;
import io.rollcall.audit.roll.Spill;
import io.rollcall.audit.roll.StreamNames;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.identity.EventKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes marks of a side's records and spills them. Used by one thread, for one reading. */
final class MarkReader implements Receiver {

    private static final long MAX_SECOND = Integer.MAX_VALUE;

    private final Layout layout;
    private final SideOptions options;
    private final Fields fields;
    private final Spill spill;
    private final StreamNames streams;
    private final Health health = new Health();
    private long ordinal;

    MarkReader(Layout layout, SideOptions options, Spill spill, StreamNames streams) {
        this.layout = layout;
        this.options = options;
        this.fields = new Fields(layout, options);
        this.spill = spill;
        this.streams = streams;
    }

    Health health() {
        return health;
    }

    @Override
    public boolean record(long line, Slice json) throws IOException {
        long place = ordinal++;
        fields.read(json);
        Optional<List<String>> id = fields.id();
        if (id.isEmpty() && !options.isByContent()) {
            if (Notices.isNotice(fields.record())) {
                health.notice();
            } else {
                health.withoutId(line);
            }
            return true;
        }
        EventKey key = options.isByContent()
                ? EventKeys.ofCanonical(fields.record(), options.ignored(), 0)
                : EventKeys.ofId(id.orElseThrow());
        Optional<Instant> time = fields.time();
        int second = time.map(MarkReader::second).orElse(Mark.TIMELESS);
        health.record(second != Mark.TIMELESS);
        Optional<Instant> visible = fields.visible();
        spill(new Mark(
                key,
                content(),
                second,
                lateness(time, visible),
                fields.stream().map(streams::number).orElse(StreamNames.NAMELESS),
                visible.isPresent()
                        && options.visibleBy().filter(visible.get()::isAfter).isPresent(),
                place));
        return true;
    }

    /** A full disk is no damaged record. */
    private void spill(Mark mark) {
        try {
            spill.add(mark);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The roll call cannot keep its notes on disk: " + e.getMessage()
                            + ". It needs about 60 bytes for each record; name a folder with room with --work.",
                    e);
        }
    }

    private Content content() {
        return layout.state().isPresent()
                ? new Content(Content.Kind.ABSENT, fields.state(), 0, 0)
                : new Content(Content.Kind.WHOLE, fields.exact(), fields.values(), fields.names());
    }

    private static int second(Instant time) {
        long second = time.getEpochSecond();
        return second >= 0 && second <= MAX_SECOND ? (int) second : Mark.TIMELESS;
    }

    private static int lateness(Optional<Instant> time, Optional<Instant> visible) {
        return time.isPresent() && visible.isPresent()
                ? (int) Math.min(
                        MAX_SECOND,
                        Math.max(0, visible.get().getEpochSecond() - time.get().getEpochSecond()))
                : Mark.UNKNOWN;
    }

    @Override
    public void damaged(long line, String reason) {
        health.damaged(line, reason);
    }

    @Override
    public void foreign(long line) {
        health.foreignLine();
    }
}
