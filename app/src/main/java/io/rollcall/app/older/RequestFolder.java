package io.rollcall.app.older;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.app.text.Json;
import io.rollcall.engine.event.StreamId;
import io.rollcall.ledger.SharedRequests.Request;
import io.rollcall.sinks.file.Directories;
import io.rollcall.sinks.file.SmallFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Requests for older time in a folder beside the ledger, a file each. */
public final class RequestFolder implements BackfillRequests.Store {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SUFFIX = ".json";

    private final Path folder;

    RequestFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public void add(Request request) throws IOException {
        Directories.createFolderPrivately(folder);
        SmallFile.replace(
                folder.resolve(UUID.randomUUID() + SUFFIX),
                Json.write(Map.of("stream", request.stream(), "from", request.from())));
    }

    @Override
    public List<Request> open() throws IOException {
        return List.copyOf(files().values());
    }

    @Override
    public void remove(Request request) throws IOException {
        for (Map.Entry<Path, Request> file : files().entrySet()) {
            if (file.getValue().equals(request)) {
                Files.deleteIfExists(file.getKey());
            }
        }
    }

    private Map<Path, Request> files() throws IOException {
        Map<Path, Request> requests = new LinkedHashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                read(file).ifPresent(request -> requests.put(file, request));
            }
        } catch (NoSuchFileException | NotDirectoryException nobodyEverAsked) {
            return Map.of();
        }
        return requests;
    }

    /** @throws IOException if it is no request */
    private static Optional<Request> read(Path file) throws IOException {
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            return Optional.of(new Request(
                    StreamId.parse(json.path("stream").asText()),
                    Instant.parse(json.path("from").asText())));
        } catch (NoSuchFileException heededMeanwhile) {
            return Optional.empty();
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new IOException(file + " is no request of 'rollcall backfill'; delete it", e);
        }
    }
}
