package io.rollcall.engine.ledger;

import java.util.Arrays;

/** What a stream has learned of its drift, and the price of its calls, as bytes that only the engine reads. Immutable. */
public final class DriftMemory {

    /** Nothing learned yet. */
    public static final DriftMemory NONE = new DriftMemory(new byte[0], new byte[0]);

    private final byte[] model;
    private final byte[] price;

    public DriftMemory(byte[] model, byte[] price) {
        this.model = model.clone();
        this.price = price.clone();
    }

    /** The drift model; no bytes if there is none. */
    public byte[] model() {
        return model.clone();
    }

    /** The price of a call; no bytes if there is none. */
    public byte[] price() {
        return price.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DriftMemory that
                && Arrays.equals(model, that.model)
                && Arrays.equals(price, that.price);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(model) + Arrays.hashCode(price);
    }

    @Override
    public String toString() {
        return "DriftMemory[" + model.length + " and " + price.length + " bytes]";
    }
}
