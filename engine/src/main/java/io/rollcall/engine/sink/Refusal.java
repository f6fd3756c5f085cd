package io.rollcall.engine.sink;

import java.util.Objects;

/**
 * One delivery a sink refuses for good.
 *
 * @param index place in the batch, from 0
 * @param reason why, in the sink's words
 */
public record Refusal(int index, String reason) {

    public Refusal {
        Objects.checkIndex(index, Integer.MAX_VALUE);
        Objects.requireNonNull(reason, "reason");
    }
}
