package io.rollcall.sources.read;

import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.Definition.ForeignLinks;
import io.rollcall.sources.definition.RequestTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import okhttp3.HttpUrl;

/**
 * Makes the addresses of requests, and judges those that come from outside: nothing is ever sent to another origin (scheme,
 * host and port; RFC 6454) than that of the configured base URL.
 */
final class Addresses {

    private final HttpUrl base;
    private final ForeignLinks foreignLinks;
    private final Supplier<UUID> random;

    /** @throws IllegalArgumentException if the base URL is none */
    Addresses(Definition definition, Names names, Supplier<UUID> random) {
        this.base = HttpUrl.get(names.value(Definition.BASE_URL));
        this.foreignLinks = definition.foreignLinks();
        this.random = random;
    }

    HttpUrl base() {
        return base;
    }

    /** The request a template describes. */
    Ask ask(RequestTemplate template, Names names) {
        Names all = names.with("request.id", random.get().toString());
        HttpUrl.Builder url =
                onBase(all.fill(template.path(), Encoding::pathSegment), "").newBuilder();
        template.query().forEach((name, value) -> {
            String filled = all.fill(value);
            if (!filled.isEmpty()) {
                url.addEncodedQueryParameter(Encoding.queryPart(name), Encoding.queryPart(filled));
            }
        });
        return new Ask(template.method().name(), url.build(), headers(template, all), false);
    }

    private static Map<String, String> headers(RequestTemplate template, Names names) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        template.headers().forEach((name, value) -> {
            String filled = names.fill(value);
            if (!filled.isEmpty()) {
                headers.put(name, filled);
            }
        });
        return headers;
    }

    boolean isOwn(HttpUrl url) {
        return url.scheme().equals(base.scheme()) && url.host().equals(base.host()) && url.port() == base.port();
    }

    /**
     * The address a link leads to.
     *
     * @param from the address of the answer that holds it, for relative links
     * @throws SourceFault FOREIGN_LINK if it leads to another origin and may not be rebuilt; MALFORMED if it is no link
     */
    HttpUrl follow(String link, HttpUrl from) throws SourceFault {
        HttpUrl url = from.resolve(link.trim());
        if (url == null) {
            throw new SourceFault(
                    FaultCode.MALFORMED,
                    Recovery.RESTART_SWEEP,
                    "the answer of " + from.host() + " holds a link that is none");
        }
        if (isOwn(url)) {
            return url;
        }
        if (foreignLinks == ForeignLinks.REBUILD) {
            return onBase(url.encodedPath(), url.encodedQuery() == null ? "" : "?" + url.encodedQuery());
        }
        throw new SourceFault(
                FaultCode.FOREIGN_LINK,
                Recovery.SUSPEND,
                "an answer of " + base.scheme() + "://" + base.host() + ":" + base.port() + " leads to "
                        + url.scheme() + "://" + url.host() + ":" + url.port()
                        + ", which is not the configured API; no token was sent there. If that is the right address, set"
                        + " base_url to it");
    }

    private HttpUrl onBase(String encodedPath, String query) {
        String prefix = base.encodedPath().replaceAll("/+$", "");
        boolean hasPrefix = !prefix.isEmpty() && (encodedPath + "/").startsWith(prefix + "/") && !query.isEmpty();
        return HttpUrl.get(base.newBuilder().encodedPath("/").build().toString().replaceAll("/$", "")
                + (hasPrefix ? "" : prefix)
                + encodedPath
                + query);
    }

    /** An address with those query parameters of another that it lacks. */
    static HttpUrl carrying(HttpUrl url, List<String> names, HttpUrl first) {
        HttpUrl.Builder builder = url.newBuilder();
        for (String name : names) {
            if (url.queryParameterNames().stream().noneMatch(name::equalsIgnoreCase)) {
                first.queryParameterValues(name).forEach(value -> builder.addQueryParameter(name, value));
            }
        }
        return builder.build();
    }
}
