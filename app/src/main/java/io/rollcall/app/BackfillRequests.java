package io.rollcall.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.engine.event.StreamId;
import io.rollcall.engine.ledger.StreamState;
import io.rollcall.engine.loop.StreamLoop;
import io.rollcall.sinks.file.Directories;
import io.rollcall.sinks.file.SmallFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Requests for older time, a file each in a folder beside the ledger: so one process asks the other, which collects, whether that runs
 * already or will some day. A request is there until the ledger has it.
 */
final class BackfillRequests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SUFFIX = ".json";

    private final Path folder;

    BackfillRequests(Path ledger) {
        this.folder = ledger.resolveSibling(ledger.getFileName() + ".requests");
    }

    /** A request that is on the disk. */
    record Request(Path file, StreamId stream, Instant from) {}

    /** Asks for all of a stream from a moment on. */
    void add(StreamId stream, Instant from) throws IOException {
        Directories.createFolderPrivately(folder);
        SmallFile.replace(
                folder.resolve(UUID.randomUUID() + SUFFIX), Json.write(Map.of("stream", stream, "from", from)));
    }

    /** What has been asked for and is not in the ledger yet. */
    List<Request> open() throws IOException {
        List<Request> requests = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                read(file).ifPresent(requests::add);
            }
        } catch (NoSuchFileException | NotDirectoryException nobodyEverAsked) {
            return List.of();
        }
        return requests;
    }

    /** @throws IOException if it is no request */
    private static Optional<Request> read(Path file) throws IOException {
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            return Optional.of(new Request(
                    file,
                    StreamId.parse(json.path("stream").asText()),
                    Instant.parse(json.path("from").asText())));
        } catch (NoSuchFileException heededMeanwhile) {
            return Optional.empty();
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new IOException(file + " is no request of 'rollcall backfill'; delete it", e);
        }
    }

    /**
     * Passes requests on to the loops, and deletes those the ledger has.
     *
     * @param person is told of requests nobody can heed
     */
    void passOn(List<StreamLoop> loops, Consumer<String> person) throws IOException {
        for (Request request : open()) {
            Optional<StreamLoop> loop = loops.stream()
                    .filter(each -> each.stream().equals(request.stream()))
                    .findFirst();
            if (loop.isEmpty() || loop.get().traits().hasPosition()) {
                person.accept("the request for older time of " + request.stream()
                        + " is dropped: the configuration has no such stream that can be read by time");
                Files.deleteIfExists(request.file());
            } else if (isHeeded(loop.get(), request)) {
                Files.deleteIfExists(request.file());
            } else {
                loop.get().backfill(request.from());
            }
        }
    }

    /** Whether the ledger has it, but for what the API has forgotten. */
    private static boolean isHeeded(StreamLoop loop, Request request) {
        StreamState state = loop.state();
        Instant horizon = state.coverage()
                .newestLook()
                .map(look -> look.minus(loop.traits().retention()))
                .orElse(Instant.MIN);
        Instant from = request.from().isAfter(horizon) ? request.from() : horizon;
        return !from.isBefore(state.backfill().orElse(state.since()));
    }
}
