package io.rollcall.audit.layout;

import io.rollcall.audit.input.Receiver;
import io.rollcall.audit.roll.Content;
import io.rollcall.audit.roll.Mark;
import io.rollcall.audit.roll.Spill;
import io.rollcall.audit.roll.StreamNames;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

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

    /** @param shared fields that are also compared by themselves */
    MarkReader(Layout layout, SideOptions options, Set<String> shared, Spill spill, StreamNames streams) {
        this.layout = layout;
        this.options = options;
        this.fields = new Fields(layout, options, shared);
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
        EventKey key = fields.key(options);
        int second = second(fields.second());
        OptionalLong visible = fields.visibleSecond();
        health.record(second != Mark.TIMELESS);
        spill(new Mark(
                key,
                content(),
                second,
                lateness(second, visible),
                fields.stream().map(streams::number).orElse(StreamNames.NAMELESS),
                layout.isZoneless(),
                isExcused(visible),
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
                            + ". It needs about 70 bytes for each record; name a folder with room with --work.",
                    e);
        }
    }

    private Content content() throws IOException {
        return layout.state().isPresent()
                ? new Content(Content.Kind.ABSENT, fields.state(), 0, 0)
                : new Content(Content.Kind.WHOLE, fields.exact(), fields.values(), fields.shared(), fields.names());
    }

    private static int second(OptionalLong second) {
        return second.isPresent() && second.getAsLong() >= 0 && second.getAsLong() <= MAX_SECOND
                ? (int) second.getAsLong()
                : Mark.TIMELESS;
    }

    private static int lateness(int second, OptionalLong visible) {
        return second != Mark.TIMELESS && visible.isPresent()
                ? (int) Math.min(MAX_SECOND, Math.max(0, visible.getAsLong() - second))
                : Mark.UNKNOWN;
    }

    private boolean isExcused(OptionalLong visible) {
        return visible.isPresent()
                && options.visibleBy().isPresent()
                && visible.getAsLong() > options.visibleBy().get().getEpochSecond();
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
