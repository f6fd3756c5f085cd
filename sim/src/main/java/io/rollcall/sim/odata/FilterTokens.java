package io.rollcall.sim.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of a filter, read one after the other. */
final class FilterTokens {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<text>'(?:[^']|'')*')|(?<mark>[(),:])|(?<variable>[A-Za-z_]\\w*:)|(?<word>[^\\s(),']+))");

    private final List<String> tokens = new ArrayList<>();
    private int next;

    FilterTokens(String filter) {
        Matcher matcher = TOKEN.matcher(filter);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
        if (!filter.substring(end).isBlank()) {
            throw QueryRefused.invalidFilter();
        }
    }

    boolean atEnd() {
        return next == tokens.size();
    }

    /** The coming token without reading it; empty at the end. */
    String peek() {
        return atEnd() ? "" : tokens.get(next);
    }

    String read() {
        if (atEnd()) {
            throw QueryRefused.invalidFilter();
        }
        return tokens.get(next++);
    }

    void expect(String token) {
        if (!read().equals(token)) {
            throw QueryRefused.invalidFilter();
        }
    }

    /** Reads the coming token if it is that word. */
    boolean skip(String token) {
        boolean found = peek().equals(token);
        next += found ? 1 : 0;
        return found;
    }
}
