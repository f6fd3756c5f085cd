package io.rollcall.ledger;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How streams are spread over collectors, from what one of them sees. Of the collectors that could have a stream none has two more than
 * another for long: who has too many gives one back at a time. One that has just come counts only after a while, so that one which dies
 * again and again takes nothing from the others; and what nobody takes for a while, anybody may.
 *
 * @param me the collector that asks
 * @param patience after how long one that came counts, and anybody may take what nobody took
 */
record Sharing(Instance me, List<Instance> instances, Map<String, Holding> holdings, Duration patience) {

    static Sharing of(Instance me, List<Instance> instances, List<Holding> holdings, Duration patience) {
        return new Sharing(
                me,
                instances,
                holdings.stream().collect(Collectors.toMap(Holding::stream, Function.identity())),
                patience);
    }

    /**
     * Whether to take a stream.
     *
     * @param mine streams this collector has already
     */
    boolean mayTake(String stream, int mine) {
        if (!isFree(stream)) {
            return false;
        }
        Optional<Holding> holding = Optional.ofNullable(holdings.get(stream));
        boolean isLeftLying =
                holding.isPresent() && holding.get().left().plus(patience).isNegative();
        List<Instance> rivals = rivals(stream);
        return isLeftLying
                || rivals.isEmpty()
                || (counts(me) && mine < share())
                || (counts(me) && rivals.stream().noneMatch(rival -> had(rival) < mine));
    }

    /** Whether nobody has a stream. */
    boolean isFree(String stream) {
        return holder(stream).isEmpty();
    }

    /** Who has a stream; empty if nobody does. */
    Optional<String> holder(String stream) {
        return Optional.ofNullable(holdings.get(stream))
                .filter(holding -> !holding.isFree())
                .flatMap(Holding::owner);
    }

    /** The stream to give back for another collector, if one has so few. */
    Optional<String> surplus(Set<String> mine) {
        return mine.stream()
                .filter(stream -> isTooMany(mine.size(), rivals(stream)))
                .max(Comparator.naturalOrder());
    }

    /** Whether one of the rivals has so few that it is to be given one, and none has more to give. */
    private boolean isTooMany(int mine, List<Instance> rivals) {
        return rivals.stream().allMatch(rival -> had(rival) <= mine)
                && rivals.stream().anyMatch(rival -> had(rival) + 2 <= mine && !isOffered(rival));
    }

    /** Streams for each collector that counts, rounded down, so that who gave one back does not take it again. */
    private int share() {
        long others = instances.stream().filter(this::isRival).count();
        return (int) (me.wanted().size() / (others + 1));
    }

    /** The others that count and could have a stream. */
    private List<Instance> rivals(String stream) {
        return instances.stream()
                .filter(this::isRival)
                .filter(other -> other.wanted().contains(stream))
                .toList();
    }

    private boolean isRival(Instance other) {
        return !other.name().equals(me.name()) && counts(other);
    }

    /** One that has been there for a while; if none has, all that are there. */
    private boolean counts(Instance instance) {
        return isSettled(instance) || instances.stream().noneMatch(this::isSettled);
    }

    private boolean isSettled(Instance instance) {
        return instance.present().compareTo(patience) >= 0;
    }

    private long had(Instance instance) {
        return holdings.values().stream()
                .filter(holding ->
                        !holding.isFree() && holding.owner().orElse("").equals(instance.name()))
                .count();
    }

    /** Whether there is a stream it could take. */
    private boolean isOffered(Instance instance) {
        return holdings.values().stream()
                .anyMatch(holding -> holding.isFree() && instance.wanted().contains(holding.stream()));
    }
}
