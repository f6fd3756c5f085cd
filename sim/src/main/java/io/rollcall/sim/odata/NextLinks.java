package io.rollcall.sim.odata;

import io.rollcall.sim.fault.FaultKind;
import io.rollcall.sim.http.QueryOptions;
import io.rollcall.sim.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Links to the next page, in Microsoft's way of writing them, and the ways in which they go wrong. */
final class NextLinks {
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");
    private static final String FOREIGN_ORIGIN = "https://attacker.invalid";
    private static final String SKIPTOKEN = "$skiptoken";

    private NextLinks() {}

    /** Whether a fault puts a link even on the last page. */
    static boolean forced(Request request) {
        return request.suffers(FaultKind.SELF_LINK)
                || request.suffers(FaultKind.FOREIGN_LINK)
                || request.suffers(FaultKind.EMPTY_SKIPTOKEN);
    }

    static String link(PageState state, Request request, String token) {
        if (request.suffers(FaultKind.SELF_LINK)) {
            return request.uri();
        }
        String origin = request.suffers(FaultKind.FOREIGN_LINK) ? FOREIGN_ORIGIN : request.origin();
        String shownToken = request.suffers(FaultKind.EMPTY_SKIPTOKEN) ? "" : token;
        String original = encoded(state.query().options().without(SKIPTOKEN));
        String separator = original.isEmpty() ? "" : "&";
        return origin + state.report().path() + "?" + original + separator + SKIPTOKEN + "=" + shownToken;
    }

    /** Every option as sent, known or not, with spaces as plus signs and escapes in lower case. */
    private static String encoded(QueryOptions options) {
        return options.options().stream()
                .map(option -> encoded(option.name()) + "=" + encoded(option.value()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        String escaped = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%24", "$");
        return ESCAPE.matcher(escaped).replaceAll(NextLinks::lowerCase);
    }

    private static String lowerCase(MatchResult escape) {
        return escape.group().toLowerCase(Locale.ROOT);
    }
}
