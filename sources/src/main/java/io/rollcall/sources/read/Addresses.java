package io.rollcall.sources.read;

import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.time.Clock;
import io.rollcall.sources.definition.BodyTemplate;
import io.rollcall.sources.definition.Definition.ForeignLinks;
import io.rollcall.sources.definition.RequestTemplate;
import io.rollcall.sources.http.Payload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Makes the addresses of requests, and judges those that come from outside: nothing is ever sent to another origin (scheme,
 * host and port; RFC 6454) than that of the configured base URL.
 */
final class Addresses {

    private final HttpUrl base;
    private final ForeignLinks foreignLinks;
    private final Supplier<UUID> random;
    private final Clock clock;
    private volatile @Nullable HttpUrl learned;

    /** @throws IllegalArgumentException if the base URL is none */
    Addresses(HttpUrl base, ForeignLinks foreignLinks, Supplier<UUID> random, Clock clock) {
        this.base = base;
        this.foreignLinks = foreignLinks;
        this.random = random;
        this.clock = clock;
    }

    HttpUrl base() {
        return base;
    }

    /** The request a template describes. */
    Ask ask(RequestTemplate template, Names names) {
        Names present = names.has("now") ? names : names.with(clock.now());
        Names all = present.with("request.id", random.get().toString());
        HttpUrl.Builder url =
                onBase(all.fill(template.path(), Encoding::pathSegment), "").newBuilder();
        template.query().forEach((name, value) -> {
            String filled = all.fill(value);
            if (!filled.isEmpty()) {
                url.addEncodedQueryParameter(Encoding.queryPart(name), Encoding.queryPart(filled));
            }
        });
        return new Ask(
                template.method().name(),
                url.build(),
                headers(template, all),
                template.body().map(body -> payload(body, all)),
                false);
    }

    private static Payload payload(BodyTemplate template, Names names) {
        return template.fold(
                json -> Payload.json(JsonWriter.fill(json.json(), names)),
                form -> {
                    Map<String, String> fields = new LinkedHashMap<>();
                    form.fields().forEach((name, value) -> {
                        String filled = names.fill(value);
                        if (!filled.isEmpty()) {
                            fields.put(name, filled);
                        }
                    });
                    return Payload.form(fields);
                },
                text -> new Payload(names.fill(text.text()), text.type()));
    }

    private static Map<String, String> headers(RequestTemplate template, Names names) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        template.headers().forEach((name, value) -> {
            String filled = names.fill(value);
            if (!filled.isEmpty()) {
                headers.keySet().removeIf(name::equalsIgnoreCase);
                headers.put(name, filled);
            }
        });
        return headers;
    }

    /** Takes another origin for the API's own: the one a token or login came with. */
    void learn(HttpUrl other) {
        learned = other;
    }

    /** The address at the origin a token came with, if this one is at the configured base. */
    HttpUrl moved(HttpUrl url, HttpUrl other) {
        return isAt(url, base)
                ? url.newBuilder()
                        .scheme(other.scheme())
                        .host(other.host())
                        .port(other.port())
                        .build()
                : url;
    }

    private static boolean isAt(HttpUrl url, HttpUrl origin) {
        return url.scheme().equals(origin.scheme()) && url.host().equals(origin.host()) && url.port() == origin.port();
    }

    boolean isOwn(HttpUrl url) {
        HttpUrl other = learned;
        return isAt(url, base) || (other != null && isAt(url, other));
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
