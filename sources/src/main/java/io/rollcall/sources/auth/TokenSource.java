package io.rollcall.sources.auth;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.time.Clock;
import io.rollcall.sources.http.Answer;
import io.rollcall.sources.http.Censor;
import io.rollcall.sources.http.JsonValues;
import io.rollcall.sources.http.RetryAfter;
import io.rollcall.sources.http.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of one client for one resource. A token is shared until shortly before its
 * end; only one thread asks for a new one while the others wait for it. Thread-safe.
 */
final class TokenSource implements AccessTokens {

    private static final Duration MAX_MARGIN = Duration.ofMinutes(5);
    private static final int MARGIN_DIVISOR = 5;

    private final Transport web;
    private final Clock clock;
    private final Censor censor;
    private final TokenExchange exchange;
    private final RefreshTokens keeper;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable AccessToken current;

    /** A refresh token that could not be kept yet, and the answer it came with, of which nothing is used before. */
    private @Nullable Unkept unkept;

    private record Unkept(String refreshToken, Answer answer) {}

    TokenSource(Transport web, Clock clock, Censor censor, TokenExchange exchange, RefreshTokens keeper) {
        this.keeper = keeper;
        this.web = web;
        this.clock = clock;
        this.censor = censor;
        this.exchange = exchange;
    }

    @Override
    public AccessToken token() throws SourceFault, InterruptedException {
        Optional<AccessToken> atHand = good();
        if (atHand.isPresent()) {
            return atHand.get();
        }
        lock.lockInterruptibly();
        try {
            Optional<AccessToken> meanwhile = good();
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            AccessToken fresh = request();
            censor.learn(fresh.value());
            AccessToken old = current;
            current = fresh;
            if (old != null) {
                censor.forget(old.value());
            }
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void discard(String value) {
        lock.lock();
        try {
            AccessToken token = current;
            if (token != null && token.value().equals(value)) {
                current = new AccessToken(value, java.time.Instant.MIN, Optional.empty());
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<AccessToken> good() {
        AccessToken token = current;
        return token != null && clock.steady().isBefore(token.renewAt()) ? Optional.of(token) : Optional.empty();
    }

    private AccessToken request() throws SourceFault, InterruptedException {
        if (exchange.rotation().isPresent()) {
            return rotated(exchange.rotation().get());
        }
        Answer answer = send(exchange.request());
        if (answer.isSuccess()
                || (answer.status() / 100 == 3 && inHeader(answer).isPresent())) {
            return accepted(answer);
        }
        throw refused(answer);
    }

    /**
     * A token for a refresh token that changes: the newest that was kept, or the one before, if the answer to its use was lost in a
     * crash, or the one the user configured.
     */
    private AccessToken rotated(Rotation rotation) throws SourceFault, InterruptedException {
        try (RefreshTokens.Lease lease = keeper.take(rotation.id())) {
            if (unkept != null) {
                return kept(lease, unkept);
            }
            Set<String> candidates = new LinkedHashSet<>(lease.kept());
            candidates.add(rotation.configured());
            Answer last = null;
            for (String candidate : candidates) {
                censor.learn(candidate);
                Answer answer = send(now -> rotation.request().with(candidate, now));
                if (answer.isSuccess()) {
                    return renewed(lease, rotation, answer);
                }
                last = answer;
                if (isPassing(answer)) {
                    break;
                }
            }
            throw refused(Objects.requireNonNull(last));
        } catch (IOException e) {
            throw new SourceFault(
                            FaultCode.NO_TOKEN,
                            Recovery.RETRY,
                            "no token: the refresh token changes with each use, and the new one cannot be kept: "
                                    + e.getMessage() + ". None is used before it can")
                    .causedBy(e);
        }
    }

    private AccessToken renewed(RefreshTokens.Lease lease, Rotation rotation, Answer answer)
            throws SourceFault, IOException {
        Optional<String> refreshToken =
                JsonValues.at(answer.body(), rotation.place()).filter(it -> !it.isBlank());
        if (refreshToken.isEmpty()) {
            return accepted(answer);
        }
        censor.learn(refreshToken.get());
        Unkept renewed = new Unkept(refreshToken.get(), answer);
        unkept = renewed;
        return kept(lease, renewed);
    }

    private AccessToken kept(RefreshTokens.Lease lease, Unkept renewed) throws SourceFault, IOException {
        lease.keep(renewed.refreshToken());
        unkept = null;
        return accepted(renewed.answer());
    }

    private static boolean isPassing(Answer answer) {
        return answer.status() == 429 || answer.status() == 408 || answer.status() >= 500;
    }

    private SourceFault refused(Answer answer) {
        String words = censor.apply(description(answer));
        boolean isPassing = isPassing(answer);
        String advice = exchange.rotation().isPresent()
                ? "neither the refresh token kept here nor the configured one is accepted; get a new one and configure it"
                : TokenAdvice.of(
                        JsonValues.at(answer.body(), FieldPath.parse("/error")).orElse(""), words);
        return new SourceFault(
                FaultCode.NO_TOKEN,
                isPassing ? Recovery.RETRY : Recovery.SUSPEND,
                "the token endpoint " + exchange.shownUrl() + " refused with HTTP " + answer.status() + ": "
                        + (isPassing ? "it will be asked again" : advice),
                words,
                RetryAfter.of(answer, clock.now()));
    }

    private Answer send(TokenExchange.Request request) throws SourceFault, InterruptedException {
        try {
            return web.send(request.at(clock.now()));
        } catch (SourceFault e) {
            throw new SourceFault(FaultCode.NO_TOKEN, Recovery.RETRY, "no token: " + e.getMessage()).causedBy(e);
        } catch (IOException e) {
            throw new SourceFault(FaultCode.NO_TOKEN, Recovery.SUSPEND, "no token: " + e.getMessage()).causedBy(e);
        }
    }

    private AccessToken accepted(Answer answer) throws SourceFault {
        Optional<String> value = exchange.token()
                .pointer()
                .map(place -> JsonValues.at(answer.body(), place))
                .orElseGet(() -> inHeader(answer));
        if (value.isEmpty() || value.get().isBlank() || !value.get().chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new SourceFault(
                    FaultCode.NO_TOKEN,
                    Recovery.RETRY,
                    "the token endpoint " + exchange.shownUrl() + " answered without a token where one should be ("
                            + exchange.token()
                                    .pointer()
                                    .map(String::valueOf)
                                    .or(exchange.token()::header)
                                    .orElse("?")
                            + "); check login_url");
        }
        Duration life = JsonValues.at(answer.body(), exchange.expires())
                .flatMap(TokenSource::seconds)
                .orElse(exchange.usualLife());
        Duration share = life.dividedBy(MARGIN_DIVISOR);
        Duration margin = share.compareTo(MAX_MARGIN) < 0 ? share : MAX_MARGIN;
        return new AccessToken(value.get(), answer.sent().plus(life).minus(margin), base(answer));
    }

    /** The token where a login gives it in a header, as a session's cookie with what is only for browsers cut off. */
    private Optional<String> inHeader(Answer answer) {
        return exchange.token()
                .header()
                .flatMap(name -> answer.header(name)
                        .map(value -> name.equalsIgnoreCase("Set-Cookie") ? value.split(";", 2)[0].strip() : value));
    }

    private static Optional<Duration> seconds(String text) {
        try {
            long seconds = new java.math.BigDecimal(text).longValue();
            return Optional.of(Duration.ofSeconds(
                    Math.max(1, Math.min(seconds, Duration.ofDays(1).toSeconds()))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String description(Answer answer) {
        return JsonValues.at(answer.body(), FieldPath.parse("/error_description"))
                .or(() -> JsonValues.at(answer.body(), FieldPath.parse("/error")))
                .orElseGet(() -> answer.body().toString());
    }

    private Optional<HttpUrl> base(Answer answer) throws SourceFault {
        if (exchange.base().isEmpty()) {
            return Optional.empty();
        }
        Optional<HttpUrl> base = JsonValues.at(answer.body(), exchange.base().get())
                .flatMap(url -> Optional.ofNullable(HttpUrl.parse(url)));
        if (base.isEmpty()) {
            throw new SourceFault(
                    FaultCode.NO_TOKEN,
                    Recovery.RETRY,
                    "the token endpoint " + exchange.shownUrl() + " answered without the API's base URL at "
                            + exchange.base().get() + "; set base_url if it is known");
        }
        return base;
    }
}
