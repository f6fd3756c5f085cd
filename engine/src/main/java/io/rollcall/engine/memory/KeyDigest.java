package io.rollcall.engine.memory;

import io.rollcall.engine.event.EventKey;

/**
 * What a set of keys comes to, whatever their order: enough for somebody with a copy of the events to tell whether the set is the
 * same.
 *
 * @param count different keys
 * @param sum of the keys, as unsigned numbers modulo 2^128
 */
public record KeyDigest(long count, EventKey sum) {

    /** Of no keys. */
    public static final KeyDigest NONE = new KeyDigest(0, new EventKey(0, 0));

    /** This and another set's, which must have no key in common with it. */
    public KeyDigest plus(KeyDigest other) {
        KeyDigest both = plus(other.sum);
        return new KeyDigest(count + other.count, both.sum);
    }

    /** This and one more key, which must not be among those counted. */
    public KeyDigest plus(EventKey key) {
        long low = sum.low() + key.low();
        long carry = Long.compareUnsigned(low, key.low()) < 0 ? 1 : 0;
        return new KeyDigest(count + 1, new EventKey(sum.high() + key.high() + carry, low));
    }
}
