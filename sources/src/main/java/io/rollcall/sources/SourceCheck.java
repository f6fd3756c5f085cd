package io.rollcall.sources;

import io.rollcall.engine.event.Window;
import io.rollcall.engine.source.FaultCode;
import io.rollcall.engine.source.Page;
import io.rollcall.engine.source.Source;
import io.rollcall.engine.source.SourceFault;
import io.rollcall.engine.source.Sweep;
import io.rollcall.engine.time.Clock;
import io.rollcall.sources.CheckStep.Outcome;
import io.rollcall.sources.auth.Authorizer;
import io.rollcall.sources.auth.TokenAuthorizer;
import io.rollcall.sources.definition.Definition;
import io.rollcall.sources.definition.RoleRule;
import io.rollcall.sources.definition.StreamDefinition;
import io.rollcall.sources.http.Answer;
import io.rollcall.sources.http.Call;
import io.rollcall.sources.http.Transport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** Finds out step by step whether a stream can be read: connections, token, roles, preparation, first page, clock. */
public final class SourceCheck {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
    private static final long MAX_ROOT_BYTES = 4 << 20;
    private static final Duration LOOK_BACK = Duration.ofHours(1);
    private static final Duration TOLERATED_SKEW = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int MOST_WAITS = 3;

    private final Definition definition;
    private final StreamDefinition stream;
    private final Map<String, URI> addresses;
    private final Transport web;
    private final Authorizer authorizer;
    private final Source source;
    private final Clock clock;
    private final List<CheckStep> steps = new ArrayList<>();

    SourceCheck(
            Definition definition,
            StreamDefinition stream,
            Map<String, URI> addresses,
            Transport web,
            Authorizer authorizer,
            Source source,
            Clock clock) {
        this.definition = definition;
        this.stream = stream;
        this.addresses = addresses;
        this.web = web;
        this.authorizer = authorizer;
        this.source = source;
        this.clock = clock;
    }

    /** A step that may fail. */
    private interface Step {
        String run() throws SourceFault, InterruptedException;
    }

    /** The API's base URL. */
    public URI base() {
        return java.util.Objects.requireNonNull(addresses.get(Definition.BASE_URL));
    }

    /** Runs all steps; those after a failed one are skipped. To be called once. */
    public List<CheckStep> run() throws InterruptedException {
        addresses();
        step("token", () -> authorizer.credential().isPresent() ? "a token or key is at hand" : "none needed");
        if (authorizer instanceof TokenAuthorizer oauth) {
            roles(oauth);
        }
        if (stream.preparation().isPresent()) {
            step("preparation", () -> {
                source.prepare();
                return "the API is ready to be read";
            });
        }
        step("first page", this::firstPage);
        skew();
        return List.copyOf(steps);
    }

    private void addresses() throws InterruptedException {
        for (Map.Entry<String, URI> address : addresses.entrySet()) {
            step("connection " + address.getKey(), () -> reach(address.getValue()));
        }
        addresses.forEach((name, uri) -> {
            if ("http".equals(uri.getScheme())) {
                steps.add(new CheckStep(
                        "encryption " + name,
                        Outcome.DOUBTFUL,
                        uri + " is not encrypted: tokens and events can be read on the way; use https"));
            }
        });
    }

    /** Any answer will do: name, connection and TLS are fine then. */
    private String reach(URI uri) throws SourceFault, InterruptedException {
        HttpUrl root = HttpUrl.get(uri.resolve("/").toString());
        Answer answer = web.send(new Call("GET", root, Map.of(), Optional.empty(), CONNECT_TIMEOUT, MAX_ROOT_BYTES));
        return uri.getHost() + " is reached and answers HTTP " + answer.status();
    }

    private void step(String name, Step step) throws InterruptedException {
        if (steps.stream().anyMatch(CheckStep::isFailed)) {
            steps.add(new CheckStep(name, Outcome.SKIPPED, "not tried, since a step before it failed"));
            return;
        }
        try {
            steps.add(new CheckStep(name, Outcome.OK, patiently(step)));
        } catch (SourceFault fault) {
            String words = fault.vendorWords().isEmpty() ? "" : " — the API says: " + fault.vendorWords();
            steps.add(new CheckStep(name, Outcome.FAILED, fault.getMessage() + words));
        }
    }

    /** Takes a step again when the API is busy and says that it soon is not, as after a run that has just used its limit up. */
    private String patiently(Step step) throws SourceFault, InterruptedException {
        int waits = 0;
        while (true) {
            try {
                return step.run();
            } catch (SourceFault fault) {
                boolean isBusy = fault.code() == FaultCode.THROTTLED || fault.code() == FaultCode.BUDGET_SPENT;
                Optional<Duration> wait = fault.retryAfter().filter(time -> time.compareTo(LONGEST_WAIT) <= 0);
                if (!isBusy || wait.isEmpty() || waits >= MOST_WAITS) {
                    throw fault;
                }
                waits++;
                clock.sleep(wait.get());
            }
        }
    }

    private void roles(TokenAuthorizer oauth) throws InterruptedException {
        List<RoleRule> missing = new ArrayList<>();
        step("roles", () -> {
            Optional<Set<String>> present = oauth.rolesOfToken();
            present.map(oauth::missing).ifPresent(missing::addAll);
            return present.map(it -> "the token carries " + (it.isEmpty() ? "no roles" : String.join(", ", it)))
                    .orElse("the token cannot be looked into");
        });
        for (RoleRule rule : missing) {
            steps.add(new CheckStep(
                    "role " + rule.anyOf().get(0),
                    rule.isRequired() ? Outcome.FAILED : Outcome.DOUBTFUL,
                    "the token lacks it; it is needed for " + rule.purpose()
                            + ". Grant it to the application and give admin consent"));
        }
    }

    private String firstPage() throws SourceFault, InterruptedException {
        Instant now = stream.window()
                .format()
                .floor(clock.now().plus(source.clockOffset().orElse(Duration.ZERO)));
        Duration span = LOOK_BACK.compareTo(source.traits().maxSpan()) < 0
                ? LOOK_BACK
                : source.traits().maxSpan();
        Window window = Window.endingAt(now, span);
        try (Sweep sweep = source.open(window, item -> true)) {
            Optional<Page> page = sweep.next();
            int records = page.map(it -> it.events().size()).orElse(0);
            return definition.name() + "/" + stream.name() + " answered for " + window + " with " + records
                    + (stream.items().isPresent()
                            ? " events; items were listed, not fetched"
                            : " events on its first page");
        }
    }

    private void skew() {
        source.clockOffset()
                .filter(offset -> offset.abs().compareTo(TOLERATED_SKEW) > 0)
                .ifPresent(offset -> steps.add(new CheckStep(
                        "clock",
                        Outcome.DOUBTFUL,
                        "the API's clock is " + offset + " ahead of this machine's; set this machine's clock by NTP")));
    }
}
