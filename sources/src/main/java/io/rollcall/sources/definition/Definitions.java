package io.rollcall.sources.definition;

import io.rollcall.options.Document;
import io.rollcall.options.InvalidDocument;
import io.rollcall.options.Section;
import io.rollcall.options.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The definitions there are: those shipped with Rollcall, and the user's own, which replace shipped ones of the same name. */
public final class Definitions {

    private static final String SHIPPED = "/definitions/";
    private static final String FILE_NAME = "definition.yaml";

    private final Map<String, Definition> byName;

    private Definitions(Map<String, Definition> byName) {
        this.byName = byName;
    }

    /** The shipped definitions. */
    public static Definitions shipped() {
        Map<String, Definition> byName = new TreeMap<>();
        for (String path : resource("index").lines().toList()) {
            String file = path + "/" + FILE_NAME;
            try {
                put(byName, parse(file, resource(file)));
            } catch (InvalidDocument e) {
                throw new IllegalStateException("a shipped definition is broken: " + e.getMessage(), e);
            }
        }
        return new Definitions(byName);
    }

    /**
     * These and the user's own.
     *
     * @param place a definition's file, its folder, or a folder of such folders
     * @throws InvalidDocument with the mistakes of the first definition that has any
     * @throws IOException if the place cannot be read
     */
    public Definitions with(Path place) throws InvalidDocument, IOException {
        Map<String, Definition> all = new TreeMap<>(byName);
        for (Path file : files(place)) {
            put(all, parse(file.toString(), Files.readString(file)));
        }
        return new Definitions(all);
    }

    /** Reads one definition. */
    public static Definition parse(String origin, String yaml) throws InvalidDocument {
        return new Document(origin, yaml).read(reader()).value();
    }

    /** The reader method of the definition language, for its documentation and schema. */
    public static Function<Section, Definition> reader() {
        return DefinitionReader::read;
    }

    public Optional<Definition> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** What to say about a name that is not there. */
    public String unknown(String name) {
        return "there is no source definition '" + name + "'" + Suggestion.forWord(name, byName.keySet()) + " (known: "
                + String.join(", ", byName.keySet()) + ")";
    }

    /** All of them, by name. */
    public List<Definition> all() {
        return List.copyOf(byName.values());
    }

    private static void put(Map<String, Definition> byName, Definition definition) {
        byName.put(definition.name(), definition);
    }

    private static List<Path> files(Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            return List.of(place);
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(place, 3)) {
            found.filter(file -> file.endsWith(FILE_NAME)).sorted().forEach(files::add);
        }
        if (files.isEmpty()) {
            throw new IOException("there is no " + FILE_NAME + " in " + place + " or its folders");
        }
        return files;
    }

    private static String resource(String path) {
        try (InputStream in = Definitions.class.getResourceAsStream(SHIPPED + path)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: it lacks " + SHIPPED + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + SHIPPED + path, e);
        }
    }
}
