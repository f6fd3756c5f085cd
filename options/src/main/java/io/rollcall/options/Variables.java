package io.rollcall.options;

import io.rollcall.options.Type.BadValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${env:NAME}} and {@code ${file:PATH}} by what they stand for. A file's trailing line break is left out. */
public final class Variables {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-z]+):([^}]*)}");

    private final Map<String, String> environment;
    private final Path directory;

    /**
     * @param environment names and values of {@code env} references
     * @param directory what relative paths and {@code file} references start from
     */
    public Variables(Map<String, String> environment, Path directory) {
        this.environment = Map.copyOf(environment);
        this.directory = directory;
    }

    static boolean isReference(String text) {
        return REFERENCE.matcher(text).find();
    }

    String resolve(String text) throws BadValue {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value(matcher.group(1), matcher.group(2))));
        }
        return matcher.appendTail(resolved).toString();
    }

    /** A path that does not depend on where the program was started, if the directory does not. */
    String path(String text) {
        try {
            return directory.resolve(text).toString();
        } catch (InvalidPathException refusedByItsType) {
            return text;
        }
    }

    private String value(String kind, String name) throws BadValue {
        return switch (kind) {
            case "env" -> fromEnvironment(name);
            case "file" -> fromFile(name);
            default -> throw new BadValue("refers to '" + kind + ":" + name + "', but only env: and file: are known");
        };
    }

    private String fromEnvironment(String name) throws BadValue {
        String value = environment.get(name);
        if (value == null) {
            throw new BadValue("refers to the environment variable " + name + ", which is not set");
        }
        return value;
    }

    private String fromFile(String name) throws BadValue {
        Path file = directory.resolve(name);
        try {
            return Files.readString(file).stripTrailing();
        } catch (IOException e) {
            throw new BadValue("refers to the file " + file + ", which cannot be read: "
                    + e.getClass().getSimpleName());
        }
    }
}
