package io.rollcall.audit.roll;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything both sides have under one key, each content once. */
final class Group {

    private final List<Mark> truth = new ArrayList<>(2);
    private final List<Mark> copy = new ArrayList<>(2);
    private long truthRecords;
    private long copyRecords;

    void clear() {
        truth.clear();
        copy.clear();
        truthRecords = 0;
        copyRecords = 0;
    }

    /** @param records how many there are of this content */
    void add(Mark mark, long records, boolean fromCopy) {
        if (fromCopy) {
            copy.add(mark);
            copyRecords += records;
        } else {
            truth.add(mark);
            truthRecords += records;
        }
    }

    boolean isInTruth() {
        return !truth.isEmpty();
    }

    boolean isInCopy() {
        return !copy.isEmpty();
    }

    /** Whether nothing can be said of it: the truth's records are all excused, and the copy has none. */
    boolean isExcused() {
        return copy.isEmpty() && truth.stream().allMatch(Mark::isExcused);
    }

    /** Records of the truth that say again what one before them said. */
    long repeatsInTruth() {
        return truthRecords - truth.size();
    }

    /** Copies beyond the first, and beyond one for each state the truth has. */
    long duplicates() {
        return isInCopy() ? copyRecords - Math.max(1, Math.min(copy.size(), truth.size())) : 0;
    }

    long copies() {
        return copyRecords;
    }

    /** The earliest of the truth's records, or of the copy's if the truth has none. */
    Mark first() {
        Mark first = (isInTruth() ? truth : copy).get(0);
        for (Mark mark : isInTruth() ? truth : copy) {
            first = mark.ordinal() < first.ordinal() ? mark : first;
        }
        return first;
    }

    /** Place of the first of the truth's records; {@link Sample#NOWHERE} if there is none. */
    long inTruth() {
        return place(truth);
    }

    /** Place of the first of the copy's records; {@link Sample#NOWHERE} if there is none. */
    long inCopy() {
        return place(copy);
    }

    private static long place(List<Mark> marks) {
        return marks.stream().mapToLong(Mark::ordinal).min().orElse(Sample.NOWHERE);
    }

    /** How the contents of the two sides compare; both must have it. */
    Agreement agreement() {
        return truth.size() == 1 && copy.size() == 1 ? ofTwo(truth.get(0), copy.get(0)) : ofMany();
    }

    private static Agreement ofTwo(Mark truthMark, Mark copyMark) {
        Content truth = truthMark.content();
        Content copy = copyMark.content();
        if (!truth.isComparable(copy)) {
            return Agreement.NOT_COMPARED;
        }
        if (truth.exact() == copy.exact()) {
            return Agreement.SAME;
        }
        if (truth.values() == copy.values()) {
            return Agreement.SAME_VALUES;
        }
        if (truthMark.isShifted(copyMark)) {
            return Agreement.SHIFTED;
        }
        if (truth.shared() == copy.shared()) {
            return Agreement.SHARED;
        }
        return truth.hasNamesOf(copy) ? Agreement.CHANGED : Agreement.DIFFERENT;
    }

    private Agreement ofMany() {
        Set<Long> exact = exact(truth);
        Set<Long> copyExact = exact(copy);
        if (exact.isEmpty() || copyExact.isEmpty()) {
            return Agreement.NOT_COMPARED;
        }
        if (copyExact.stream().anyMatch(exact::contains)) {
            return Agreement.SAME;
        }
        Set<Long> values = values(truth);
        if (values(copy).stream().anyMatch(values::contains)) {
            return Agreement.SAME_VALUES;
        }
        Set<Integer> names = names(truth);
        return names(copy).stream().anyMatch(names::contains) ? Agreement.CHANGED : Agreement.DIFFERENT;
    }

    private static Set<Long> exact(List<Mark> marks) {
        Set<Long> found = new HashSet<>();
        for (Mark mark : marks) {
            if (mark.content().kind() == Content.Kind.WHOLE) {
                found.add(mark.content().exact());
            }
        }
        return found;
    }

    private static Set<Long> values(List<Mark> marks) {
        Set<Long> found = new HashSet<>();
        for (Mark mark : marks) {
            if (mark.content().kind() == Content.Kind.WHOLE) {
                found.add(mark.content().values());
            }
        }
        return found;
    }

    private static Set<Integer> names(List<Mark> marks) {
        Set<Integer> found = new HashSet<>();
        for (Mark mark : marks) {
            if (mark.content().kind() == Content.Kind.WHOLE) {
                found.add(mark.content().names());
            }
        }
        return found;
    }
}
