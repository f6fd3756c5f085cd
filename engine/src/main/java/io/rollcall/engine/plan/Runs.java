package io.rollcall.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** The search for windows worth reading. */
final class Runs {

    /** A gap between two runs is read along if it costs less than this, in calls. */
    private static final double BRIDGE = 0.5;

    private static final double FULL = 0.97;

    private final Appraisal appraisal;
    private final int chunk;
    private final long maxMillis;

    /** @param maxMillis the longest window allowed */
    Runs(Appraisal appraisal, int chunk, long maxMillis) {
        this.appraisal = appraisal;
        this.chunk = chunk;
        this.maxMillis = maxMillis;
    }

    /**
     * Runs of cells that bring more than their records cost, with the cheap gaps between them, cut to what one look may take.
     *
     * @param later in how many minutes: 0 for the present
     */
    List<Run> all(double later) {
        List<Run> runs = new ArrayList<>();
        double price = appraisal.price();
        int first = -1;
        int end = -1;
        double gap = 0;
        for (int cell = 0; cell < appraisal.size(); cell++) {
            double pages = appraisal.pages(cell);
            boolean isWorthIt = appraisal.delay(cell, later) > price * pages && !appraisal.isBarred(cell);
            if (first >= 0 && (appraisal.isBarred(cell) || gap + (isWorthIt ? 0 : pages) > BRIDGE)) {
                runs.add(cut(first, end, later));
                first = -1;
            }
            if (isWorthIt) {
                first = first < 0 ? cell : first;
                end = cell + 1;
                gap = 0;
            } else {
                gap += pages;
            }
        }
        if (first >= 0) {
            runs.add(cut(first, end, later));
        }
        return runs;
    }

    /** The part of a stretch with the most delay that one look may take. */
    private Run cut(int first, int end, double later) {
        double pages = 0;
        double delay = 0;
        int from = first;
        Run best = null;
        for (int cell = first; cell < end; cell++) {
            pages += appraisal.pages(cell);
            delay += appraisal.delay(cell, later);
            while (from < cell && isTooMuch(from, cell + 1, pages)) {
                pages -= appraisal.pages(from);
                delay -= appraisal.delay(from, later);
                from++;
            }
            if (best == null || delay > best.delay()) {
                best = new Run(from, cell + 1, pages, delay);
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("an empty stretch has no best part");
        }
        return best;
    }

    private boolean isTooMuch(int first, int end, double pages) {
        return pages > chunk
                || appraisal.timeline().to(end - 1) - appraisal.timeline().from(first) > maxMillis;
    }

    /** A run that begins at a cell and grows towards the present as far as one look may go and a condition allows. */
    Run upwards(int first, IntPredicate belongs) {
        double pages = appraisal.pages(first);
        double delay = appraisal.delay(first);
        int end = first + 1;
        while (end < appraisal.size()
                && !appraisal.isBarred(end)
                && belongs.test(end)
                && !isTooMuch(first, end + 1, pages + appraisal.pages(end))) {
            pages += appraisal.pages(end);
            delay += appraisal.delay(end);
            end++;
        }
        return new Run(first, end, pages, delay);
    }

    /** A run that ends with a cell and grows towards the past. */
    Run downwards(int last, IntPredicate belongs) {
        double pages = appraisal.pages(last);
        double delay = appraisal.delay(last);
        int first = last;
        while (first > 0
                && !appraisal.isBarred(first - 1)
                && belongs.test(first - 1)
                && !isTooMuch(first - 1, last + 1, pages + appraisal.pages(first - 1))) {
            first--;
            pages += appraisal.pages(first);
            delay += appraisal.delay(first);
        }
        return new Run(first, last + 1, pages, delay);
    }

    /**
     * A run that fills its last page, which is paid for anyway: towards the present first, then towards the past, as far as what
     * is read along is worth its transfer.
     *
     * @param frugality what a page of records costs beyond the call, in calls
     */
    Run filled(Run run, double frugality) {
        return extended(extended(run, 1, frugality), -1, frugality);
    }

    /** @param step 1 towards the present, -1 towards the past */
    private Run extended(Run run, int step, double frugality) {
        double room = run.calls() * FULL - run.pages();
        double pages = 0;
        double delay = 0;
        double best = 0;
        Run result = run;
        for (int cell = step > 0 ? run.end() : run.first() - 1; cell >= 0 && cell < appraisal.size(); cell += step) {
            pages += appraisal.pages(cell);
            delay += appraisal.delay(cell);
            int first = Math.min(cell, run.first());
            int end = Math.max(cell + 1, run.end());
            if (appraisal.isBarred(cell) || pages > room || isTooMuch(first, end, 0)) {
                break;
            }
            double gain = delay - frugality * appraisal.price() * pages;
            if (gain >= best) {
                best = gain;
                result = new Run(first, end, run.pages() + pages, run.delay() + delay);
            }
        }
        return result;
    }
}
