package io.rollcall.sources.read;

import io.rollcall.engine.time.Clock;
import io.rollcall.sources.auth.Authorizer;
import io.rollcall.sources.auth.Signature;
import io.rollcall.sources.definition.AuthRule;
import io.rollcall.sources.definition.SignatureStep;
import io.rollcall.sources.definition.Template;
import io.rollcall.sources.http.Call;
import io.rollcall.sources.http.Censor;
import io.rollcall.sources.http.Payload;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/** Signs each request as it is about to be sent, each try anew. */
final class Signer implements Authorizer, Authorizer.Credential {

    private final AuthRule.Signature rule;
    private final Names names;
    private final Clock clock;
    private final Supplier<UUID> random;
    private final boolean isSorted;

    /** @param names with the secrets */
    Signer(AuthRule.Signature rule, Names names, Clock clock, Supplier<UUID> random, Censor censor) {
        this.rule = rule;
        this.names = names;
        this.clock = clock;
        this.random = random;
        this.isSorted = rule.steps().stream().anyMatch(step -> step.of().names().contains("request.sorted_query"));
        rule.steps().stream()
                .map(SignatureStep::key)
                .flatMap(Optional::stream)
                .filter(key -> names.values().keySet().containsAll(key.names()))
                .forEach(key -> censor.learn(names.fill(key)));
    }

    @Override
    public Optional<Credential> credential() {
        return Optional.of(this);
    }

    @Override
    public boolean refused(Credential unused) {
        return false;
    }

    @Override
    public Call on(Call call) {
        Call sent = isSorted && call.url().querySize() > 0
                ? call.to(
                        call.url().newBuilder().encodedQuery(sorted(call.url())).build())
                : call;
        Names known = known(sent);
        for (SignatureStep step : rule.steps()) {
            Names before = known;
            String value =
                    Signature.compute(step, before.fill(step.of()), step.key().map(before::fill));
            known = known.with(step.name(), value);
        }
        for (Map.Entry<String, Template> header : rule.headers().entrySet()) {
            sent = sent.with(header.getKey(), known.fill(header.getValue()));
        }
        return sent;
    }

    private Names known(Call call) {
        HttpUrl url = call.url();
        String query = Optional.ofNullable(url.encodedQuery()).orElse("");
        return names.with(clock.now())
                .with("request.id", random.get().toString())
                .with("request.method", call.method())
                .with("request.scheme", url.scheme())
                .with("request.host", host(url))
                .with("request.path", url.encodedPath())
                .with("request.query", query)
                .with("request.sorted_query", sorted(url))
                .with("request.target", url.encodedPath() + (query.isEmpty() ? "" : "?" + query))
                .with("request.body", call.body().map(Payload::text).orElse(""));
    }

    /** As in the header Host. */
    private static String host(HttpUrl url) {
        boolean isUsual = url.port() == HttpUrl.defaultPort(url.scheme());
        return url.host().toLowerCase(Locale.ROOT) + (isUsual ? "" : ":" + url.port());
    }

    /** The parameters by name, all but unreserved characters encoded (RFC 3986). */
    private static String sorted(HttpUrl url) {
        TreeMap<String, String> parts = new TreeMap<>();
        for (int i = 0; i < url.querySize(); i++) {
            String name = Encoding.pathSegment(url.queryParameterName(i));
            String value = Encoding.pathSegment(
                    Optional.ofNullable(url.queryParameterValue(i)).orElse(""));
            parts.put(name + "\0" + value + "\0" + i, name + "=" + value);
        }
        return parts.values().stream().collect(Collectors.joining("&"));
    }

    @Override
    public String toString() {
        return "(signature)";
    }
}
