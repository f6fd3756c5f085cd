package io.rollcall.audit.layout;

import io.rollcall.audit.input.Receiver;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.identity.EventKeys;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;

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
        this.fields = new Fields(layout, options);
        this.wanted = wanted;
        this.visitor = visitor;
        this.last = wanted.length() - 1;
    }

    @Override
    public boolean record(long line, Slice json) throws IOException {
        int place = ordinal++;
        if (wanted.get(place)) {
            fields.read(json);
            visitor.visit(
                    place, line, id(), layout.state().isPresent() ? Optional.empty() : Optional.of(fields.record()));
        }
        return place < last;
    }

    private String id() throws IOException {
        Optional<String> written = fields.id().map(parts -> String.join(" ", parts));
        return written.isPresent()
                ? written.get()
                : EventKeys.ofCanonical(fields.record(), options.ignored(), 0).toString();
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
