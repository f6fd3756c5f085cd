package io.rollcall.engine.plan;

/**
 * Neighbouring cells to be read together.
 *
 * @param first the first cell
 * @param end the cell after the last
 * @param pages expected
 * @param delay it would end, in event-minutes
 */
record Run(int first, int end, double pages, double delay) {

    int calls() {
        return Appraisal.calls(pages);
    }

    /** What it brings for what it costs; from 1 on it is worth reading. */
    double ratio(double price) {
        return delay / (price * calls());
    }
}
