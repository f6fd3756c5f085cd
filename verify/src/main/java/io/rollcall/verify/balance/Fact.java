package io.rollcall.verify.balance;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.sim.truth.CanonicalJson;
import io.rollcall.sim.truth.TruthEntry;

/**
 * One state of one event, as both the truth and a receiver can name it.
 *
 * @param key the vendor's id; for a record without one, the hash
 * @param hash of the canonical content, whatever the order of its members
 */
public record Fact(String key, String hash) implements Comparable<Fact> {

    /** The state a truth entry tells of. */
    public static Fact of(TruthEntry entry) {
        return new Fact(entry.key(), entry.contentHash());
    }

    /** The state a received record shows. */
    public static Fact of(JsonNode record) {
        String hash = CanonicalJson.hash(record);
        String id = record.path("id").asText(record.path("Id").asText(""));
        return new Fact(id.isEmpty() ? hash : id, hash);
    }

    @Override
    public int compareTo(Fact other) {
        int byKey = key.compareTo(other.key);
        return byKey != 0 ? byKey : hash.compareTo(other.hash);
    }

    @Override
    public String toString() {
        return key + "#" + hash.substring(0, 8);
    }
}
