package io.rollcall.sources.read;

import io.rollcall.engine.budget.Budget;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Recovery;
import io.rollcall.engine.source.RequestCounts;
import io.rollcall.engine.source.RequestTally;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.time.Clock;
import io.rollcall.sources.auth.Authorizer;
import io.rollcall.sources.auth.Authorizer.Credential;
import io.rollcall.sources.definition.Limits;
import io.rollcall.sources.definition.RateHeaders;
import io.rollcall.sources.definition.Reaction;
import io.rollcall.sources.definition.StreamDefinition;
import io.rollcall.sources.http.Answer;
import io.rollcall.sources.http.Call;
import io.rollcall.sources.http.ClockOffset;
import io.rollcall.sources.http.RetryAfter;
import io.rollcall.sources.http.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Sends a stream's requests: within the budget, with proof of who sends them, only to the API's own origin; and says what the
 * answers mean. Thread-safe.
 */
final class ApiClient {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_GUESS = Duration.ofMinutes(5);
    private static final int MAX_REDIRECTS = 5;

    private static final RequestCounts ANSWERED = new RequestCounts(1, 0, 0, 0, 0);
    private static final RequestCounts THROTTLED = new RequestCounts(0, 1, 0, 0, 0);
    private static final RequestCounts REFUSED = new RequestCounts(0, 0, 1, 0, 0);
    private static final RequestCounts FAILED = new RequestCounts(0, 0, 0, 1, 0);
    private static final RequestCounts UNANSWERED = new RequestCounts(0, 0, 0, 0, 1);

    private final Transport web;
    private final Clock clock;
    private final Budget budget;
    private final Authorizer authorizer;
    private final Addresses addresses;
    private final Judge judge;
    private final Faults faults;
    private final Strikes strikes;
    private final Limits limits;
    private final Optional<RateHeaders> rateHeaders;
    private final ClockOffset offset = new ClockOffset();
    private final RequestTally requests = new RequestTally();

    ApiClient(
            Transport web,
            Clock clock,
            Budget budget,
            Authorizer authorizer,
            Addresses addresses,
            Judge judge,
            Faults faults,
            Strikes strikes,
            StreamDefinition stream) {
        this.web = web;
        this.clock = clock;
        this.budget = budget;
        this.authorizer = authorizer;
        this.addresses = addresses;
        this.judge = judge;
        this.faults = faults;
        this.strikes = strikes;
        this.limits = stream.limits();
        this.rateHeaders = stream.rate().headers();
    }

    /** The API's clock now, as far as is known. */
    Instant apiNow() {
        return onTheirs(clock.steady());
    }

    /** The API's clock minus ours as it stands now, also right after somebody set ours. */
    Optional<Duration> clockOffset() {
        return offset.estimate().map(theirs -> theirs.minus(correction()));
    }

    /** An instant of our steady time on the API's clock; on our own clock before the API has shown what it has. */
    private Instant onTheirs(Instant steady) {
        return steady.plus(offset.estimate().orElseGet(this::correction));
    }

    /** Our clock minus our steady time. */
    private Duration correction() {
        return Duration.between(clock.steady(), clock.now());
    }

    RequestCounts requests() {
        return requests.sum();
    }

    /** Sends a request and waits for what was asked for; a token that was refused is renewed once. */
    Reply send(Ask first) throws SourceFault, InterruptedException {
        Ask ask = first;
        boolean isRenewed = false;
        int redirects = 0;
        while (true) {
            Optional<Credential> credential = authorizer.credential();
            Answer answer = exchange(ask, credential);
            Verdict verdict = judge.judge(answer);
            count(isRedirect(ask, answer) ? Reaction.SUCCESS : verdict.reaction());
            Optional<HttpUrl> redirect = redirect(ask, answer);
            if (redirect.isPresent() && redirects++ < MAX_REDIRECTS) {
                ask = ask.to(redirect.get());
                continue;
            }
            boolean isRefused = verdict.reaction() == Reaction.UNAUTHORIZED;
            if (isRefused && !isRenewed && credential.isPresent() && authorizer.refused(credential.get())) {
                isRenewed = true;
                continue;
            }
            return accepted(ask, answer, verdict, credential);
        }
    }

    private Answer exchange(Ask ask, Optional<Credential> credential) throws SourceFault, InterruptedException {
        if (!addresses.isOwn(ask.url())) {
            throw new IllegalStateException(
                    "a request to another origin: " + ask.url().host());
        }
        Budget.Grant grant = budget.acquire(PATIENCE).orElseThrow(this::budgetSpent);
        Call call =
                new Call(ask.method(), ask.url(), ask.headers(), ask.body(), limits.timeout(), limits.maxBodyBytes());
        Answer answer = send(credential.isPresent() ? proven(call, credential.get()) : call, grant);
        offset.observe(answer);
        heed(answer);
        return answer;
    }

    private Answer send(Call call, Budget.Grant grant) throws SourceFault, InterruptedException {
        boolean isAnswered = false;
        try {
            Answer answer = web.send(call);
            isAnswered = true;
            return answer;
        } finally {
            grant.answered();
            if (!isAnswered) {
                count(UNANSWERED);
            }
        }
    }

    private void count(Reaction reaction) {
        count(
                switch (reaction) {
                    case SUCCESS, EMPTY -> ANSWERED;
                    case THROTTLED -> THROTTLED;
                    case RETRY -> FAILED;
                    default -> REFUSED;
                });
    }

    private void count(RequestCounts one) {
        requests.add(one);
    }

    private SourceFault budgetSpent() {
        return new SourceFault(
                FaultCode.BUDGET_SPENT,
                Recovery.RETRY,
                "the request budget " + budget.scope().name() + " is used up or closed by the API",
                "",
                Optional.of(budget.untilFree()));
    }

    /** The call with the proof of who sends it, at the origin that came with the proof if one did. */
    private Call proven(Call call, Credential credential) {
        if (credential.base().isEmpty()) {
            return credential.on(call);
        }
        HttpUrl base = credential.base().get();
        addresses.learn(base);
        return credential.on(call.to(addresses.moved(call.url(), base)));
    }

    /** Sends nothing more before the reset if the API says that nothing is left. */
    private void heed(Answer answer) {
        boolean isSpent = rateHeaders
                .flatMap(RateHeaders::remaining)
                .flatMap(answer::header)
                .map(left -> left.trim().matches("-[0-9.]+|0+(\\.0*)?"))
                .orElse(false);
        if (isSpent) {
            reset(answer).ifPresent(budget::closeFor);
        }
    }

    private Optional<Duration> reset(Answer answer) {
        return rateHeaders
                .flatMap(RateHeaders::reset)
                .flatMap(answer::header)
                .flatMap(text -> RetryAfter.untilReset(text, answer, onTheirs(answer.received())));
    }

    private static boolean isRedirect(Ask ask, Answer answer) {
        return switch (answer.status()) {
            case 301, 302, 307, 308 -> ask.method().equals("GET");
            default -> false;
        };
    }

    private Optional<HttpUrl> redirect(Ask ask, Answer answer) throws SourceFault {
        Optional<String> location = answer.header("Location");
        return isRedirect(ask, answer) && location.isPresent()
                ? Optional.of(addresses.follow(location.get(), ask.url()))
                : Optional.empty();
    }

    private Reply accepted(Ask ask, Answer answer, Verdict verdict, Optional<Credential> credential)
            throws SourceFault {
        Reaction reaction = verdict.reaction();
        if (reaction == Reaction.SUCCESS || reaction == Reaction.EMPTY) {
            strikes.clear();
            return new Reply(answer, reaction == Reaction.EMPTY, ask.url(), onTheirs(answer.sent()));
        }
        Optional<Duration> retryAfter = RetryAfter.of(answer, onTheirs(answer.received()));
        if (reaction == Reaction.PERMISSION) {
            credential.ifPresent(authorizer::refused);
        }
        if (reaction == Reaction.THROTTLED) {
            Duration wait = retryAfter.or(() -> reset(answer)).orElseGet(this::guessedWait);
            budget.closeFor(wait);
            retryAfter = Optional.of(wait);
        }
        throw faults.of(ask, answer, verdict, retryAfter);
    }

    /** The period of the rate, doubled for each time in a row that the API did not say how long to wait. */
    private Duration guessedWait() {
        boolean unused = strikes.isOut(Reaction.THROTTLED, 10);
        Duration wait = budget.scope().period().multipliedBy(1L << Math.max(0, strikes.count(Reaction.THROTTLED) - 1));
        Duration atLeast = wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
        return atLeast.compareTo(LONGEST_GUESS) > 0 ? LONGEST_GUESS : atLeast;
    }
}
