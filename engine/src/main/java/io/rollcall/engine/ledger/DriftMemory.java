package io.rollcall.engine.ledger;

import java.util.Arrays;

/** What a stream has learned of its drift, the price of its calls, and of flicker, as bytes that only the engine reads. Immutable. */
public final class DriftMemory {

    /** Nothing learned yet. */
    public static final DriftMemory NONE = new DriftMemory(new byte[0], new byte[0], new byte[0]);

    private final byte[] model;
    private final byte[] price;
    private final byte[] flicker;

    public DriftMemory(byte[] model, byte[] price, byte[] flicker) {
        this.model = model.clone();
        this.price = price.clone();
        this.flicker = flicker.clone();
    }

    /** The drift model; no bytes if there is none. */
    public byte[] model() {
        return model.clone();
    }

    /** The price of a call; no bytes if there is none. */
    public byte[] price() {
        return price.clone();
    }

    /** What is known of flicker; no bytes if nothing is. */
    public byte[] flicker() {
        return flicker.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DriftMemory that
                && Arrays.equals(model, that.model)
                && Arrays.equals(price, that.price)
                && Arrays.equals(flicker, that.flicker);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(model) + Arrays.hashCode(price);
    }

    @Override
    public String toString() {
        return "DriftMemory[" + model.length + ", " + price.length + " and " + flicker.length + " bytes]";
    }
}
