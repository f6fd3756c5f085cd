package io.rollcall.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The place in a document where a program keeps a table: between two marks, which nobody sees who reads the document.
 *
 * @param program the mark's name
 */
public record MarkedTable(String program) {

    private static final String END = "<!-- end -->";

    /** @throws IOException if the file has no such place */
    public void put(Path file, String table) throws IOException {
        String mark = "<!-- " + program + " -->\n";
        String text = Files.readString(file);
        int begin = text.indexOf(mark);
        int end = text.indexOf(END, Math.max(0, begin));
        if (begin < 0 || end < 0) {
            throw new IOException(
                    file + " has no lines '" + mark.strip() + "' and '" + END + "' to put the table between");
        }
        Files.writeString(file, text.substring(0, begin + mark.length()) + table + text.substring(end));
    }
}
