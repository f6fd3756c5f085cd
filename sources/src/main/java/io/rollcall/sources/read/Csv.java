package io.rollcall.sources.read;

import io.rollcall.sources.http.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated values (RFC 4180): the first line names the columns, each further one becomes a JSON object of texts. */
final class Csv {

    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    static List<String> records(String text) throws IOException {
        Csv csv = new Csv(text);
        requireTable(csv.text);
        List<String> names = csv.at < csv.text.length() ? csv.row() : List.of();
        List<String> records = new ArrayList<>();
        while (csv.at < csv.text.length()) {
            List<String> cells = csv.row();
            if (cells.size() == 1 && cells.get(0).isBlank() && names.size() > 1) {
                continue;
            }
            if (cells.size() != names.size()) {
                throw new IOException("row " + (records.size() + 2) + " has " + cells.size() + " cells, but there are "
                        + names.size() + " columns");
            }
            records.add(object(names, cells));
        }
        return records;
    }

    /** A page of HTML or JSON, such as an error sent as a success, would otherwise pass for a table without rows. */
    private static void requireTable(String text) throws IOException {
        String start = text.stripLeading();
        if (start.startsWith("<") || start.startsWith("{") || start.startsWith("[")) {
            throw new IOException("it is no table, but begins with '" + start.charAt(0) + "'");
        }
    }

    private static String object(List<String> names, List<String> cells) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < names.size(); i++) {
            json.append(i == 0 ? "" : ",")
                    .append(JsonText.quoted(names.get(i)))
                    .append(':')
                    .append(JsonText.quoted(cells.get(i)));
        }
        return json.append('}').toString();
    }

    private List<String> row() throws IOException {
        List<String> cells = new ArrayList<>();
        while (true) {
            cells.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
            if (at >= text.length()) {
                return cells;
            }
            char next = text.charAt(at++);
            if (next == '\r' && at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            if (next != ',') {
                return cells;
            }
        }
    }

    private String plain() {
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() throws IOException {
        StringBuilder cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                cell.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else {
                return cell.toString();
            }
        }
        throw new IOException("a quoted cell does not end");
    }
}
