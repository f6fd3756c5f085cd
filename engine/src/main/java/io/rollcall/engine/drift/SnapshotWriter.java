package io.rollcall.engine.drift;

import java.io.DataOutputStream;
import java.io.IOException;

/** Writes models, field by field; {@link SnapshotReader} reads the same fields in the same order. */
final class SnapshotWriter {

    private final DataOutputStream out;

    SnapshotWriter(DataOutputStream out) {
        this.out = out;
    }

    void write(Snapshot snapshot) throws IOException {
        Learned learned = snapshot.learned();
        out.writeLong(learned.since());
        write(snapshot.judged());
        write(learned.evidence());
        write(learned.held());
        write(learned.timeline());
        write(learned.rhythm().events());
        write(learned.rhythm().minutes());
        out.writeLong(learned.rhythmUntil());
        out.writeDouble(learned.rate());
        out.writeDouble(learned.pageSize().records());
        write(learned.silence());
        out.writeLong(learned.completeness().through());
        out.writeInt(learned.completeness().reopened());
        out.writeLong(learned.refreshedAt());
        out.writeLong(learned.reviewedAt());
    }

    private void write(Evidence evidence) throws IOException {
        write(evidence.finds());
        write(evidence.exposure());
        write(evidence.blur());
    }

    private void write(Timeline timeline) throws IOException {
        int size = timeline.size();
        out.writeInt(size);
        for (int cell = 0; cell < size; cell++) {
            out.writeLong(timeline.from(cell));
        }
        out.writeLong(timeline.end());
        for (int cell = 0; cell < size; cell++) {
            out.writeLong(timeline.lookedAt(cell));
        }
        write(timeline.counts());
        write(timeline.heats());
        write(timeline.coolings());
    }

    private void write(Silence silence) throws IOException {
        out.writeLong(silence.lastFind());
        out.writeLong(silence.lastLook());
        out.writeDouble(silence.expected());
        out.writeInt(silence.looks());
        out.writeLong(silence.stalledSince());
        out.writeLong(silence.thawsAt());
    }

    private void write(double[] values) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }
}
