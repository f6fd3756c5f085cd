package io.rollcall.audit.roll;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/** What one thread has found so far. */
final class Tally implements Gathering.Taker {

    private final Period period;
    private final IntPredicate wanted;
    private final Map<Cell, Counting> cells = new HashMap<>();
    private final Map<Finding, Samples> samples = new EnumMap<>(Finding.class);
    private final Map<Agreement, Long> agreements = new EnumMap<>(Agreement.class);
    private final Lateness lateness = new Lateness();
    private final BitSet missing = new BitSet();
    private final boolean keepsMissing;
    private long equal;
    private long excused;
    private long outside;
    private long undated;
    private long repeats;

    /**
     * @param wanted numbers of the truth's streams that are compared
     * @param keepsMissing whether the places of all missing events are remembered, a bit for each record of the truth
     */
    Tally(Period period, IntPredicate wanted, int listed, boolean keepsMissing) {
        this.period = period;
        this.wanted = wanted;
        this.keepsMissing = keepsMissing;
        for (Finding finding : Finding.values()) {
            samples.put(finding, new Samples(listed));
        }
    }

    @Override
    public void takeEqual(int stream, int second) {
        if (period.contains(second) && wanted.test(stream)) {
            cell(stream, second).add(Finding.PRESENT, 1);
            equal++;
        } else {
            outside++;
        }
    }

    @Override
    public void take(Group group) {
        Mark first = group.first();
        boolean isOther = group.isInTruth() && !wanted.test(first.stream());
        if (isOther || !period.contains(first.second())) {
            leaveOut(group, isOther);
        } else if (group.isExcused()) {
            excused++;
        } else if (!group.isInTruth()) {
            find(Finding.EXTRA, 1, group, first);
            duplicates(group, first);
        } else if (!group.isInCopy()) {
            missing(group, first);
        } else {
            find(Finding.PRESENT, 1, group, first);
            duplicates(group, first);
            compare(group, first);
        }
    }

    private void leaveOut(Group group, boolean isOther) {
        boolean isLacking = group.isInTruth() && !group.isInCopy() && !group.isExcused() && !isOther;
        if (isLacking && group.first().second() == Mark.TIMELESS) {
            undated++;
        } else {
            outside++;
        }
    }

    private void missing(Group group, Mark first) {
        find(Finding.MISSING, 1, group, first);
        repeats += group.repeatsInTruth();
        if (first.lateness() != Mark.UNKNOWN) {
            lateness.add(first.lateness());
        }
        if (keepsMissing) {
            missing.set(Math.toIntExact(first.ordinal()));
        }
    }

    private void duplicates(Group group, Mark first) {
        repeats += group.repeatsInTruth();
        long duplicates = group.duplicates();
        if (duplicates > 0) {
            find(Finding.DUPLICATED, duplicates, group, first);
        }
    }

    private void compare(Group group, Mark first) {
        Agreement agreement = group.agreement();
        agreements.merge(agreement, 1L, Long::sum);
        if (agreement == Agreement.CHANGED) {
            find(Finding.CHANGED, 1, group, first);
        } else if (agreement == Agreement.SHARED) {
            find(Finding.ENRICHED, 1, group, first);
        } else if (agreement == Agreement.DIFFERENT) {
            find(Finding.DIFFERENT, 1, group, first);
        }
    }

    private void find(Finding finding, long count, Group group, Mark first) {
        cell(first.stream(), first.second()).add(finding, count);
        if (finding != Finding.PRESENT) {
            samples.computeIfAbsent(finding, unused -> new Samples(0))
                    .add(new Sample(
                            first.second(),
                            first.lateness(),
                            first.stream(),
                            group.inTruth(),
                            group.inCopy(),
                            group.copies()));
        }
    }

    private Counting cell(int stream, int second) {
        return cells.computeIfAbsent(Cell.of(stream, second), unused -> new Counting());
    }

    void add(Tally other) {
        other.cells.forEach((cell, counting) ->
                cells.computeIfAbsent(cell, unused -> new Counting()).add(counting));
        other.samples.forEach((finding, some) ->
                samples.computeIfAbsent(finding, unused -> new Samples(0)).add(some));
        other.agreements.forEach((agreement, count) -> agreements.merge(agreement, count, Long::sum));
        lateness.add(other.lateness);
        missing.or(other.missing);
        equal += other.equal;
        excused += other.excused;
        outside += other.outside;
        undated += other.undated;
        repeats += other.repeats;
    }

    Result result() {
        agreements.merge(Agreement.SAME, equal, Long::sum);
        equal = 0;
        return Result.of(
                cells, samples, agreements, lateness, missing, new LeftOut(excused, outside, undated), repeats);
    }
}
