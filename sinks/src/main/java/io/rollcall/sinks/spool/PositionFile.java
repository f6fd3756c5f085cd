package io.rollcall.sinks.spool;

import io.rollcall.sinks.file.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Up to where a sink has accepted, in a file of its own that is replaced as a whole: a line with segment and offset. */
record PositionFile(Path folder, String name) {

    private static final Pattern CONTENT = Pattern.compile("(\\d{1,18}) (\\d{1,18})\n");

    Path file() {
        return folder.resolve(name);
    }

    /** @throws DamagedSpool if it holds something else */
    Optional<Position> read() throws IOException {
        String content;
        try {
            content = Files.readString(file(), StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        Matcher matcher = CONTENT.matcher(content);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) < 1) {
            throw new DamagedSpool(file(), 0, "does not hold a position");
        }
        return Optional.of(new Position(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
    }

    /** Is on the disk when this returns. */
    void write(Position position) throws IOException {
        SmallFile.replace(file(), position.segment() + " " + position.offset() + "\n");
    }
}
