package io.rollcall.sim.odata;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.sim.event.EventVersion;
import io.rollcall.sim.event.RecordShape;
import java.time.Instant;

/**
 * A report of one API: its filters and the records it shows.
 *
 * @param path path after the origin, as next links write it
 * @param context text of {@code @odata.context}
 */
public record Report(String path, String context, FilterRules rules, RecordShape shape, PropertyReader properties) {

    /** The record as a filter sees it. */
    RecordView view(EventVersion version) {
        return new LazyView(version, shape, properties);
    }

    /** Lookup of a property, for the reports whose filters name other properties than their records have. */
    @FunctionalInterface
    public interface PropertyReader {
        /** Plain lookup by path in the record. */
        PropertyReader IN_RECORD = (version, shape, path) -> PropertyPaths.read(shape.record(version), path);

        JsonNode read(EventVersion version, RecordShape shape, String path);
    }

    private record LazyView(EventVersion version, RecordShape shape, PropertyReader properties) implements RecordView {
        @Override
        public Instant eventTime() {
            return version.eventTime();
        }

        @Override
        public JsonNode property(String path) {
            return properties.read(version, shape, path);
        }
    }
}
