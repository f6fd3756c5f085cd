package io.rollcall.sources.read;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.sources.definition.PagingRule.Next;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The requests for the pages of one window, one after the other. Used by one thread at a time. */
final class PageRequests {

    private final ReadPlan plan;
    private final Window window;
    private final Set<String> asked = new HashSet<>();
    private @Nullable Names bounds;
    private @Nullable Ask first;
    private @Nullable Onward onward;

    /** @param start where to begin instead of with the first page */
    PageRequests(ReadPlan plan, Window window, Optional<Onward> start) {
        this.plan = plan;
        this.window = window;
        this.onward = start.orElse(null);
    }

    /**
     * The request for the page that is wanted now. The bounds are written anew at each try of the first page, since the clock's
     * offset may be known better by then.
     *
     * @throws SourceFault if the API would refuse a window so long ago
     */
    Ask next() throws SourceFault {
        if (!plan.stream().window().isWithinReach(window, plan.client().apiNow())) {
            throw new SourceFault(
                    FaultCode.GONE,
                    Recovery.SUSPEND,
                    window + " is longer ago than the API lets one ask for; what was not read in time cannot be had");
        }
        if (bounds == null || (first == null && onward == null)) {
            bounds = plan.names(window);
        }
        Names names = bounds;
        Onward to = onward;
        return to == null ? plan.addresses().ask(plan.stream().request(), names) : following(to, names);
    }

    /** The request that a continuation of the present page stands for. */
    Ask following(Onward to) {
        return following(to, bounds == null ? plan.names(window) : bounds);
    }

    private Ask following(Onward to, Names names) {
        if (to instanceof Onward.Named named) {
            Names present = names.with(named.name(), named.value());
            return plan.addresses()
                    .ask(
                            plan.stream().following(),
                            named.name().equals("page.offset")
                                    ? present.with(
                                            "page.end",
                                            plan.end(
                                                    Long.parseLong(named.value().text())))
                                    : present);
        }
        return plan.addresses().ask(plan.stream().following(), names).to(((Onward.Link) to).url());
    }

    /** Takes note that a page has come. */
    void answered(Ask ask) {
        first = first == null ? ask : first;
        asked.add(ask.target());
    }

    /** Whether a request has been made in this sweep. */
    boolean isRepeated(Ask ask) {
        return asked.contains(ask.target());
    }

    /** The address of the first page, or of this one if it is the first. */
    HttpUrl start(Ask present) {
        return first == null ? present.url() : first.url();
    }

    void goOn(Onward next) {
        onward = next;
    }

    /** What the page that is wanted now was come to by; empty for the first. */
    Optional<Onward> cameBy() {
        return Optional.ofNullable(onward);
    }

    /** The name a kept continuation goes by; empty for links. */
    static String nameOf(Next next) {
        return next.fold(
                none -> "",
                url -> "",
                link -> "",
                token -> "page.token",
                counted -> counted instanceof Next.Offset ? "page.offset" : "page.number");
    }
}
