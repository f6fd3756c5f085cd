package io.rollcall.app.audit;

import io.rollcall.app.text.MeterLine;
import io.rollcall.audit.Progress;

/**
 * The progress of a roll call on a line of a terminal.
 *
 * @param meter shows it
 */
public record ProgressLine(MeterLine meter) implements Progress {

    /** Reading takes most of the time; comparing the rest. */
    private static final double SHARE_OF_READING = 0.85;

    /** On standard error if that is a terminal; else nowhere. */
    public static Progress ofThisProcess() {
        return MeterLine.ofThisProcess().<Progress>map(ProgressLine::new).orElse(Progress.NONE);
    }

    @Override
    public void reading(long bytes, long all) {
        meter.show("reading", SHARE_OF_READING * Math.min(bytes, all) / Math.max(1, all));
    }

    @Override
    public void comparing(int thousandths) {
        meter.show("comparing", SHARE_OF_READING + (1 - SHARE_OF_READING) * thousandths / 1000);
    }

    @Override
    public void done() {
        meter.done();
    }
}
