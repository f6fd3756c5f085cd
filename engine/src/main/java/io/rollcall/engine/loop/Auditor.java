package io.rollcall.engine.loop;

import io.rollcall.engine.drift.DriftModel;
import io.rollcall.engine.drift.Lateness;
import io.rollcall.engine.notice.NoticeCode;
import io.rollcall.engine.selfaudit.Reopened;
import io.rollcall.engine.selfaudit.SampleCounts;
import io.rollcall.engine.selfaudit.SelfAudit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What becomes of samples. What was missing is noted with the commit that remembers it, so that no crash can make it look as if it
 * had always been known; what else a sample comes to is noted when it has been read to its end, and never if it was not.
 */
final class Auditor {

    private final StreamRecord record;

    Auditor(StreamRecord record) {
        this.record = record;
    }

    /**
     * Notes and tells what pages of a sample have brought that nobody had seen.
     *
     * @param lateness of that
     * @param lookedAt when the sample was begun
     */
    void received(Sample sample, List<Lateness.Bounds> lateness, Instant lookedAt) {
        SampleCounts news = sample.takeMissing();
        if (news.missing() == 0) {
            return;
        }
        boolean isRefuted = isRefuted(sample);
        record.change(record.state()
                .withSelfAudit(record.state()
                        .selfAudit()
                        .with(news, lookedAt)
                        .reopening(new Reopened(sample.claimed(), lookedAt, isRefuted))));
        record.notices()
                .tell(
                        NoticeCode.CLAIM_FALSE,
                        "The window " + sample.claimed() + " was said to be complete. Read again by chance, it held "
                                + news.missing() + (news.missing() == 1 ? " event" : " events")
                                + " nobody had seen, visible between "
                                + longest(lateness, Lateness.Bounds::atLeast) + " and "
                                + longest(lateness, Lateness.Bounds::atMost) + " after it happened (the latest). "
                                + (isRefuted
                                        ? "That is more than the one in a thousand that may be missing: the record is not said"
                                                + " to be complete from there on until a later look finds nothing more."
                                        : "Of so many records that may be the one in a thousand that may be missing. The window"
                                                + " is read again until nothing more is found."),
                        news.missing(),
                        sample.names(),
                        lookedAt);
    }

    private static boolean isRefuted(Sample sample) {
        return sample.soFar().refutes(DriftModel.MISSING_SHARE);
    }

    private static Duration longest(List<Lateness.Bounds> lateness, Function<Lateness.Bounds, Duration> bound) {
        return lateness.stream().map(bound).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /**
     * Notes what a sample that came to its end has come to.
     *
     * @param absent known events of whole hours of it that did not come
     * @return whether more was missing in it than may be
     */
    boolean finished(Sample sample, long absent, Instant lookedAt) {
        SelfAudit audit = record.state().selfAudit().with(sample.takeRest(absent), lookedAt);
        boolean isFalse = sample.soFar().missing() > 0;
        boolean isRefuted = isRefuted(sample);
        record.change(record.state()
                .withSelfAudit(isFalse ? audit.reopening(new Reopened(sample.claimed(), lookedAt, isRefuted)) : audit));
        return isRefuted;
    }
}
