package io.rollcall.sources.read;

import io.rollcall.sources.http.Answer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Link headers (RFC 8288), one or several, each with one link or several. */
final class LinkHeader {

    private static final Pattern LINK = Pattern.compile("<([^>]*)>((?:[^,\"<]|\"[^\"]*\")*)");
    private static final Pattern RELATION =
            Pattern.compile(";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^;,\\s]+))", Pattern.CASE_INSENSITIVE);

    private LinkHeader() {}

    /** The first link with a relation. */
    static Optional<String> find(Answer answer, String relation) {
        for (String header : answer.headers("Link")) {
            Matcher links = LINK.matcher(header);
            while (links.find()) {
                Matcher relations = RELATION.matcher(links.group(2));
                if (relations.find()
                        && Optional.ofNullable(relations.group(1))
                                .orElse(relations.group(2))
                                .equalsIgnoreCase(relation)) {
                    return Optional.of(links.group(1));
                }
            }
        }
        return Optional.empty();
    }
}
