package io.rollcall.sources.read;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.ItemMemory;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import io.rollcall.engine.time.Clock;
import io.rollcall.options.Durations;
import io.rollcall.sources.definition.JobRule;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sweep over a window that a job at the API prepares: the job is submitted and waited for, and what it has found is read as a window is.
 * The job is none of the stream's state: after a crash another one is submitted.
 */
final class JobSweep implements Sweep {

    private final ReadPlan plan;
    private final JobRule rule;
    private final Window window;
    private final ItemMemory memory;
    private final Clock clock;
    private @Nullable String job;
    private @Nullable WindowSweep found;

    JobSweep(ReadPlan plan, JobRule rule, Window window, ItemMemory memory, Clock clock) {
        this.plan = plan;
        this.rule = rule;
        this.window = window;
        this.memory = memory;
        this.clock = clock;
    }

    @Override
    public Optional<Page> next() throws SourceFault, InterruptedException {
        WindowSweep sweep = found == null ? await(job == null ? submit() : job) : found;
        found = sweep;
        return sweep.next();
    }

    private String submit() throws SourceFault, InterruptedException {
        Ask ask = plan.addresses().ask(rule.submit(), plan.names(window));
        String id = value(ask, plan.client().send(ask), rule.id());
        job = id;
        return id;
    }

    private WindowSweep await(String id) throws SourceFault, InterruptedException {
        ReadPlan ofJob = plan.ofJob(id);
        Ask ask = plan.addresses().ask(rule.poll(), ofJob.names());
        Instant deadline = clock.steady().plus(rule.patience());
        while (true) {
            String state = value(ask, plan.client().send(ask), rule.state());
            if (rule.done().matcher(state).find()) {
                return new WindowSweep(ofJob, window, memory);
            }
            if (rule.failed().filter(it -> it.matcher(state).find()).isPresent()) {
                throw givenUp(FaultCode.SERVER_ERROR, id, "has ended as '" + state + "'");
            }
            if (!clock.steady().isBefore(deadline)) {
                throw givenUp(
                        FaultCode.TIMEOUT, id, "is still '" + state + "' after " + Durations.format(rule.patience()));
            }
            clock.sleep(rule.every());
        }
    }

    private SourceFault givenUp(FaultCode code, String id, String how) {
        job = null;
        return new SourceFault(
                code,
                Recovery.SHRINK_WINDOW,
                "the job " + plan.censor().apply(id) + " for " + window + " " + how
                        + "; the window is read in smaller parts");
    }

    private String value(Ask ask, Reply reply, FieldPath pointer) throws SourceFault {
        return Values.at(reply.answer().body(), pointer)
                .map(Names.Value::text)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new SourceFault(
                        FaultCode.MALFORMED,
                        Recovery.RETRY,
                        Faults.shown(ask) + " answered without the value at " + pointer + " (job)",
                        VendorWords.of(reply.answer(), plan.censor()),
                        Optional.empty()));
    }

    @Override
    public void close() {
        if (found != null) {
            found.close();
        }
    }
}
