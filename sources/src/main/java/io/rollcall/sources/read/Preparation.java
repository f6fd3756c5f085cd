package io.rollcall.sources.read;

import io.rollcall.engine.event.Slice;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.identity.RecordScanner;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.time.Clock;
import io.rollcall.engine.time.Spans;
import io.rollcall.sources.definition.PreparationRule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes so what must be so before the first sweep: looks first, and acts only if need be. Used by one thread at a time. */
final class Preparation {

    private final ReadPlan plan;
    private final PreparationRule rule;
    private final Clock clock;
    private @Nullable Instant lastStart;

    Preparation(ReadPlan plan, PreparationRule rule, Clock clock) {
        this.plan = plan;
        this.rule = rule;
        this.clock = clock;
    }

    synchronized void run() throws SourceFault, InterruptedException {
        if (isReady()) {
            return;
        }
        Instant now = clock.steady();
        Optional<Duration> wait = Optional.ofNullable(lastStart)
                .map(last -> Duration.between(now, last.plus(rule.startInterval())))
                .filter(it -> !it.isNegative() && !it.isZero());
        if (wait.isPresent()) {
            throw new SourceFault(
                    FaultCode.SUBSCRIPTION_DISABLED,
                    Recovery.RETRY,
                    "the subscription was started a short while ago and is still not enabled; it is not started again"
                            + " before " + Spans.words(rule.startInterval()) + " have passed",
                    "",
                    wait);
        }
        Reply unused = plan.client().send(plan.addresses().ask(rule.start(), plan.names()));
        lastStart = now;
    }

    private boolean isReady() throws SourceFault, InterruptedException {
        Ask ask = plan.addresses().ask(rule.check(), plan.names());
        Reply reply = plan.client().send(ask);
        Search search = new Search();
        try {
            if (!reply.isEmpty()) {
                new RecordArrays(List.of(rule.records()), List.of(), false)
                        .read(reply.answer().body(), search);
            }
        } catch (IOException e) {
            throw new SourceFault(
                            FaultCode.MALFORMED,
                            Recovery.RETRY,
                            Faults.shown(ask) + " answered with a body that cannot be read: "
                                    + plan.censor().apply(String.valueOf(e.getMessage())))
                    .causedBy(e);
        }
        return search.isFound;
    }

    /** Looks for an entry that says all it should. */
    private final class Search implements RecordArrays.Receiver {
        private final List<FieldPath> paths = new ArrayList<>(rule.found().keySet());
        private final RecordScanner scanner = new RecordScanner(paths, List.of());
        private boolean isFound;

        @Override
        public RecordScanner scanner() {
            return scanner;
        }

        @Override
        public void accept(Slice entry, long checksum) {
            boolean saysAll = true;
            for (int i = 0; i < paths.size(); i++) {
                String wanted = plan.names()
                        .fill(java.util.Objects.requireNonNull(rule.found().get(paths.get(i))));
                saysAll &= scanner.captured(i).map(wanted::equalsIgnoreCase).orElse(false);
            }
            isFound |= saysAll;
        }
    }
}
