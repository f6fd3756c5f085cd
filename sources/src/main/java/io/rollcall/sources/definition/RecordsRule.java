package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.util.List;
import java.util.Optional;

/**
 * Where the records are in an answer.
 *
 * @param arrays each an array of records, an object whose members' values are records (if the pointer ends in a star), or a
 *     single record (if it ends in a point)
 * @param explode the array within each record whose elements are the events
 * @param mayBeMissing whether an answer without any of the arrays has no records, instead of being broken
 */
public record RecordsRule(List<FieldPath> arrays, Optional<Explode> explode, boolean mayBeMissing) {

    /** The last token of a pointer to an object whose members' values are meant. */
    public static final String ALL_MEMBERS = "*";

    /** The last token of a pointer to an object that is a record itself. */
    public static final String ITSELF = ".";

    /**
     * An array within a record, of which each element becomes an event of its own: the record with the element in the array's
     * place.
     *
     * @param pointer of the array, one token
     * @param keep the record's members that are kept; all if empty
     */
    public record Explode(FieldPath pointer, List<FieldPath> keep) {

        public Explode {
            keep = List.copyOf(keep);
        }

        static Explode read(Section section) {
            Explode rule = new Explode(
                    section.required(
                            "pointer",
                            Words.POINTER,
                            "The array, a member of the record; each of its elements becomes an event: the record, with the"
                                    + " element in the array's place.",
                            FieldPath.parse("/events")),
                    section.optional(
                            "keep",
                            Words.POINTERS,
                            List.of(),
                            "The record's other members that go with each event; left out, all of them."));
            if (rule.pointer.names().size() != 1
                    || rule.keep.stream().anyMatch(it -> it.names().size() != 1)) {
                section.problem("pointer", "must be a member of the record itself, such as /events, and keep likewise");
            }
            return rule;
        }
    }

    public RecordsRule {
        arrays = List.copyOf(arrays);
    }

    static Optional<Boolean> readMissing(Section section) {
        return section.maybe(
                "records_may_be_missing",
                Types.FLAG,
                "Whether an answer that lacks the array has no records; without this it is taken for broken.",
                true);
    }

    static Optional<List<FieldPath>> readArrays(Section section) {
        return section.maybe(
                "records",
                Words.POINTERS,
                "The array of records in an answer, or several; of entries, if there are items. Empty if it is the answer"
                        + " itself; ending in /* for an object whose members' values are the records, in /. for an object that is the only record.",
                List.of(FieldPath.parse("/value")));
    }

    /** How an answer's text is made of records. */
    public enum Format {
        JSON,
        NDJSON,
        CSV
    }

    /**
     * How a body is turned into JSON. What is compressed by gzip or zip is recognised and needs no mention.
     *
     * @param format of the text
     * @param hasTrailer whether the last line of NDJSON is no record, but holds what paging needs
     */
    public record Decode(Format format, boolean hasTrailer) {

        /** Plain JSON. */
        public static final Decode JSON = new Decode(Format.JSON, false);

        static Decode read(Section section) {
            Decode decode = new Decode(
                    section.required(
                            "format",
                            Types.oneOf(Format.class),
                            "json; ndjson: a record per line; csv: a record per line under a line of names. Gzip and zip are"
                                    + " recognised.",
                            Format.NDJSON),
                    section.optional(
                            "trailer",
                            Types.FLAG,
                            false,
                            "Whether the last line of ndjson is no record but holds what paging looks for."));
            if (decode.hasTrailer && decode.format != Format.NDJSON) {
                section.problem("trailer", "means something for 'format: ndjson' only");
            }
            return decode;
        }
    }
}
