package io.rollcall.audit.input;

import io.rollcall.engine.json.JsonCursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The guess of a file's format from its beginning. */
final class FormatGuess {

    private static final String SEPARATORS = ",;\t|";
    private static final List<String> ARRAYS = JsonDocument.ARRAYS;
    private static final int SHOWN = 80;

    private FormatGuess() {}

    /**
     * @param name the file's, for messages
     * @param isAll whether that is the whole file
     */
    static FileFormat of(String name, byte[] head, boolean isAll) throws Unreadable {
        refuseOthers(name, head);
        String text = new String(head, StandardCharsets.UTF_8);
        String start = text.stripLeading();
        if (start.isEmpty()) {
            return FileFormat.of(FileFormat.Kind.EMPTY);
        }
        if (start.charAt(0) == '[') {
            return FileFormat.of(FileFormat.Kind.DOCUMENT);
        }
        List<String> lines = start.lines().toList();
        if (start.charAt(0) == '{') {
            return FileFormat.of(isDocument(lines, isAll) ? FileFormat.Kind.DOCUMENT : FileFormat.Kind.LINES);
        }
        List<String> whole = isAll || lines.size() == 1 ? lines : lines.subList(0, lines.size() - 1);
        if (whole.stream().anyMatch(FormatGuess::endsInJson)) {
            return FileFormat.of(FileFormat.Kind.HEADED_LINES);
        }
        char separator = separator(lines.get(0));
        boolean isNoHeader = lines.get(0).length() > SHOWN
                || (lines.size() == 1 && lines.get(0).contains(" "));
        if (separator == '\0' && isNoHeader) {
            throw new Unreadable(
                    name + ": cannot tell what it holds. Its first line is no JSON, does not end in JSON and is no"
                            + " CSV header: '" + shortened(lines.get(0))
                            + "'. Export it as JSON, NDJSON or CSV with a header.");
        }
        return new FileFormat(FileFormat.Kind.TABLE, separator == '\0' ? ',' : separator);
    }

    private static void refuseOthers(String name, byte[] head) throws Unreadable {
        if (begins(head, 0xFF, 0xFE) || begins(head, 0xFE, 0xFF)) {
            throw new Unreadable(name
                    + ": is text in UTF-16, as PowerShell writes it. Make it UTF-8 first: iconv -f UTF-16 -t UTF-8 "
                    + name + " > utf8-" + name.substring(name.lastIndexOf('/') + 1));
        }
        if (begins(head, 'P', 'K')) {
            throw new Unreadable(name
                    + ": is a ZIP archive (or a workbook). Unpack it, or save it as CSV, and give the file in it.");
        }
        if (begins(head, 0x28, 0xB5, 0x2F, 0xFD) || begins(head, 'B', 'Z', 'h') || begins(head, 0xFD, '7', 'z')) {
            throw new Unreadable(
                    name + ": is compressed, but not with gzip. Unpack it first (zstd -d, bunzip2, unxz).");
        }
    }

    private static boolean begins(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDocument(List<String> lines, boolean isAll) {
        String first = lines.get(0).strip();
        if (lines.size() == 1) {
            return !isAll || ARRAYS.stream().anyMatch(array -> first.contains("\"" + array + "\""));
        }
        return !isJson(first)
                && (first.equals("{")
                        || first.endsWith(",")
                        || first.endsWith("{")
                        || first.endsWith("[")
                        || lines.stream().skip(1).noneMatch(line -> line.startsWith("{")));
    }

    private static boolean isJson(String line) {
        return isJson(line.getBytes(StandardCharsets.UTF_8), 0);
    }

    /** Whether an object with something in it stands from there to the end. */
    static boolean isJson(byte[] bytes, int from) {
        try {
            JsonCursor cursor = new JsonCursor(bytes, from, bytes.length - from);
            cursor.skip();
            cursor.requireEnd();
            return true;
        } catch (IOException notJson) {
            return false;
        }
    }

    private static boolean endsInJson(String line) {
        byte[] bytes = line.strip().getBytes(StandardCharsets.UTF_8);
        return JsonTail.begin(bytes, 0, bytes.length) > 0;
    }

    private static char separator(String header) {
        char best = '\0';
        long most = 0;
        for (int i = 0; i < SEPARATORS.length(); i++) {
            char candidate = SEPARATORS.charAt(i);
            long count = header.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    private static String shortened(String line) {
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
