package io.rollcall.audit.layout;

import io.rollcall.audit.input.Receiver;
import io.rollcall.engine.event.EventKey;
import io.rollcall.engine.event.Slice;
import java.io.IOException;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Shows some records of a file again. Used by one thread, for one reading. */
final class Revisit implements Receiver {

    private final Layout layout;
    private final SideOptions options;
    private final Fields fields;
    private final BitSet wanted;
    private final Visitor visitor;
    private final int last;
    private int ordinal;

    Revisit(Layout layout, SideOptions options, BitSet wanted, Visitor visitor) {
        this.layout = layout;
        this.options = options;
        this.fields = new Fields(layout, options, Set.of());
        this.wanted = wanted;
        this.visitor = visitor;
        this.last = wanted.length() - 1;
    }

    @Override
    public boolean record(long line, Slice json) throws IOException {
        int place = ordinal++;
        if (wanted.get(place)) {
            visitor.visit(shown(place, line, json));
        }
        return place < last;
    }

    private Shown shown(long place, long line, Slice json) throws IOException {
        fields.read(json);
        EventKey key = fields.key(options);
        OptionalLong second = fields.second();
        return new Shown(
                place,
                line,
                fields.id().map(parts -> String.join(" ", parts)).orElse(key.toString()),
                key,
                second.isPresent() ? Optional.of(Instant.ofEpochSecond(second.getAsLong())) : Optional.empty(),
                layout.state().isPresent() ? Optional.empty() : Optional.of(fields.record()));
    }

    @Override
    public void damaged(long line, String reason) {
        // Told in the first reading.
    }

    @Override
    public void foreign(long line) {
        // Told in the first reading.
    }
}
