package io.rollcall.audit.layout;

import io.rollcall.audit.input.JsonTail;
import io.rollcall.engine.event.Slice;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A record and what was around it.
 *
 * @param record the innermost object: the vendor's record where a system has kept it
 * @param around the object as it stood in the file; the same as {@code record} if nothing was around it
 * @param path names of what was opened, from outside inwards
 */
record Unwrapping(Slice record, Slice around, List<String> path) {

    /** Members in which systems keep the original text, in the order in which they are tried. */
    private static final List<String> ORIGINALS =
            List.of("_raw", "AuditData", "auditData", "event.original", "_source.event.original", "RawData");

    /** Members that hold the original in some feeds, but may be part of a record too. */
    private static final List<String> MESSAGES =
            List.of("message", "_source.message", "line", "log", "Message", "MESSAGE");

    /** Names by which a record is known that is not a wrapping. */
    private static final List<String> IDS = List.of("id", "Id");

    private static final int MAX_DEPTH = 6;

    /** Opens a record as far as it is a wrapping. @throws IOException if it is no well-formed object */
    static Unwrapping of(Slice json) throws IOException {
        Unwrapping found = new Unwrapping(json, json, List.of());
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            Optional<Unwrapping> inner = found.opened();
            if (inner.isEmpty()) {
                break;
            }
            found = inner.get();
        }
        return found;
    }

    boolean isWrapped() {
        return !path.isEmpty();
    }

    private Optional<Unwrapping> opened() throws IOException {
        Members members = Members.of(record);
        for (String name : ORIGINALS) {
            Optional<Slice> original = json(members.text(name));
            if (original.isPresent()) {
                return original.map(inner -> with(name, inner));
            }
        }
        Optional<Unwrapping> structure = structure(members);
        if (structure.isPresent() || IDS.stream().anyMatch(members::has)) {
            return structure;
        }
        for (String name : MESSAGES) {
            Optional<Slice> original = json(members.text(name));
            if (original.isPresent()) {
                return original.map(inner -> with(name, inner));
            }
        }
        return Optional.empty();
    }

    private Optional<Unwrapping> structure(Members members) throws IOException {
        Optional<Slice> event = members.object("event");
        if (event.isPresent()) {
            Optional<Slice> original = json(Members.of(event.get()).text("original"));
            if (original.isPresent()) {
                return original.map(inner -> with("event.original", inner));
            }
        }
        if (members.object(Taken.ABOUT).isPresent()
                && members.object(Taken.RECORD).isPresent()) {
            return members.object(Taken.RECORD).map(inner -> with(Taken.RECORD, inner));
        }
        if (members.object("_source").isPresent()) {
            return members.object("_source").map(inner -> with("_source", inner));
        }
        if (members.object("result").isPresent() && (members.has("preview") || members.has("offset"))) {
            return members.object("result").map(inner -> with("result", inner));
        }
        boolean isPosted = members.has("sourcetype") || members.has("time") || members.has("host");
        if (event.isPresent() && isPosted && !members.has("@timestamp")) {
            return event.map(inner -> with("event", inner));
        }
        if (members.has("category") && members.has("operationName") && !members.has("id")) {
            return members.object("properties").map(inner -> with("properties", inner));
        }
        return Optional.empty();
    }

    private Unwrapping with(String name, Slice inner) {
        return new Unwrapping(
                inner, around, Stream.concat(path.stream(), Stream.of(name)).collect(Collectors.toList()));
    }

    /** The object a text is, or ends in. */
    private static Optional<Slice> json(Optional<Slice> text) {
        return text.flatMap(whole -> {
            int end = whole.offset() + whole.length();
            while (end > whole.offset() && whole.array()[end - 1] <= ' ' && whole.array()[end - 1] >= 0) {
                end--;
            }
            int begin = JsonTail.begin(whole.array(), whole.offset(), end);
            return begin == JsonTail.NONE
                    ? Optional.empty()
                    : Optional.of(new Slice(whole.array(), begin, end - begin));
        });
    }
}
