package io.rollcall.bench.speed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.sim.event.EventVersion;
import io.rollcall.sim.event.RecordShape;
import io.rollcall.sim.event.StreamKind;
import io.rollcall.sim.msgraph.GraphRecords;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Pages of provisioning records, of about 2 KB each, on disk, as Microsoft Graph sends them: {@code pages/0.json} and so on, each with a next link to the one
 * after it; and the records alone, a line each.
 *
 * @param root folder that holds {@code pages}
 * @param count number of pages
 * @param events on all of them
 * @param bytes of all of them
 */
record Pages(Path root, int count, long events, long bytes) {

    private static final String TENANT = "11111111-2222-4333-8444-555555555555";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Writes pages.
     *
     * @param from time of the first event; the others follow evenly over {@code length}
     */
    static Pages write(Path root, int count, int eventsPerPage, Instant from, Duration length) throws IOException {
        Files.createDirectories(root.resolve("pages"));
        long events = (long) count * eventsPerPage;
        Pages pages = new Pages(root, count, events, 0);
        try (OutputStream lines = new BufferedOutputStream(Files.newOutputStream(pages.lines()))) {
            return new Pages(root, count, events, write(pages, eventsPerPage, from, length, lines));
        }
    }

    private static long write(Pages pages, int eventsPerPage, Instant from, Duration length, OutputStream lines)
            throws IOException {
        RecordShape shape = Objects.requireNonNull(GraphRecords.usual(1).get(StreamKind.ENTRA_PROVISIONING));
        long bytes = 0;
        for (int page = 0; page < pages.count(); page++) {
            ObjectNode body = JSON.createObjectNode().put("@odata.context", "/v1.0/$metadata#auditLogs/provisioning");
            if (page + 1 < pages.count()) {
                body.put("@odata.nextLink", "/pages/" + (page + 1) + ".json");
            }
            ArrayNode value = body.putArray("value");
            for (int i = 0; i < eventsPerPage; i++) {
                int index = page * eventsPerPage + i;
                Instant time = from.plusNanos((long) ((double) length.toNanos() * index / pages.events()));
                ObjectNode record = shape.record(new EventVersion(
                        TENANT, StreamKind.ENTRA_PROVISIONING, index, 0, time, 0, time.plusSeconds(60)));
                value.add(record);
                lines.write(JSON.writeValueAsBytes(record));
                lines.write('\n');
            }
            byte[] written = JSON.writeValueAsBytes(body);
            Files.write(pages.root().resolve("pages/" + page + ".json"), written);
            bytes += written.length;
        }
        return bytes;
    }

    /** The file of the records alone. */
    Path lines() {
        return root.resolve("lines.ndjson");
    }
}
