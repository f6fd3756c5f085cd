package io.rollcall.sources.read;

import io.rollcall.engine.event.Event;
import io.rollcall.engine.event.Slice;
import io.rollcall.engine.event.Window;
import io.rollcall.engine.identity.RecordScanner;
import io.rollcall.engine.json.JsonCursor;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import io.rollcall.sources.definition.EachRule;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sweep over a window of a stream that is read by parts: the parts are listed, and then the window is read of each. It comes to its
 * end only when it has been read of all of them. A part that nobody but a person can help does not keep those behind it from being
 * read, but the window is not taken for complete, and what is wrong is told at the end.
 */
final class PartsSweep implements Sweep {

    private final ReadPlan plan;
    private final Window window;
    private final EachRule rule;
    private final WindowSweep listing;
    private final Set<String> listed = new LinkedHashSet<>();
    private @Nullable Deque<String> waiting;
    private @Nullable WindowSweep underWay;
    private @Nullable SourceFault troubled;

    PartsSweep(ReadPlan plan, Window window) {
        this.plan = plan;
        this.window = window;
        this.rule = plan.stream().each().orElseThrow();
        this.listing = new WindowSweep(plan.listing(), window, item -> false);
    }

    @Override
    public Optional<Page> next() throws SourceFault, InterruptedException {
        Deque<String> parts = waiting == null ? list() : waiting;
        waiting = parts;
        while (!parts.isEmpty()) {
            if (underWay == null) {
                underWay = new WindowSweep(plan.of(parts.element()), window, item -> false);
            }
            Optional<Page> page = page(underWay, parts.element());
            if (page.isPresent()) {
                return page;
            }
            parts.remove();
            underWay = null;
        }
        if (troubled != null) {
            throw troubled;
        }
        return Optional.empty();
    }

    /** A page of a part; empty at its end, and when only a person can help. */
    private Optional<Page> page(WindowSweep sweep, String part) throws SourceFault, InterruptedException {
        try {
            return sweep.next();
        } catch (SourceFault fault) {
            boolean isItsOwn = fault.recovery() == Recovery.SUSPEND
                    && (fault.code() == FaultCode.REFUSED || fault.code() == FaultCode.PERMISSION_MISSING);
            if (!isItsOwn) {
                throw fault;
            }
            troubled = new SourceFault(
                            fault.code(),
                            fault.recovery(),
                            "of " + listed.size() + " parts " + part + " cannot be read: " + fault.getMessage()
                                    + " The others have been read; the window is not complete without it",
                            fault.vendorWords(),
                            fault.retryAfter())
                    .causedBy(fault);
            return Optional.empty();
        }
    }

    private Deque<String> list() throws SourceFault, InterruptedException {
        for (Optional<Page> page = listing.next(); page.isPresent(); page = listing.next()) {
            for (Event entry : page.get().events()) {
                listed.add(id(entry));
            }
        }
        return new ArrayDeque<>(listed);
    }

    private String id(Event entry) throws SourceFault {
        RecordScanner scanner = new RecordScanner(List.of(rule.id()), List.of());
        Slice body = entry.body();
        try {
            long unused = scanner.scan(new JsonCursor(body.array(), body.offset(), body.length()));
        } catch (IOException e) {
            throw new IllegalStateException("an entry that has been read cannot be read", e);
        }
        return scanner.captured(0)
                .filter(id -> !id.isBlank())
                .orElseThrow(() -> new SourceFault(
                        FaultCode.MALFORMED,
                        Recovery.RETRY,
                        "the listing of the parts has an entry without an id at " + rule.id() + " (each.id)"));
    }

    @Override
    public void close() {
        listing.close();
    }
}
