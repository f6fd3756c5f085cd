package io.rollcall.sources.definition;

import io.rollcall.options.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A description of one vendor API.
 *
 * @param name as users write it, for example {@code entra-signins}
 * @param title for people
 * @param summary one or two sentences: what it collects and what it needs
 * @param options what the user says, in the order of the file
 * @param clouds for each national cloud, names and values; empty if there is only one
 * @param urls base URLs by name, each of which the user may replace; {@code base_url} is the API's
 * @param extension the name of Java code that handles the exchanges, for an API the language cannot describe whole
 * @param streams by name, in the order of the file; never empty
 */
public record Definition(
        String name,
        String title,
        String summary,
        List<UserOption> options,
        Map<String, Map<String, String>> clouds,
        Map<String, Template> urls,
        AuthRule auth,
        ForeignLinks foreignLinks,
        Optional<String> extension,
        Map<String, StreamDefinition> streams) {

    /** The name of the API's own base URL among the {@link #urls()}. */
    public static final String BASE_URL = "base_url";

    /** What to do with a link to another origin than the API's. */
    public enum ForeignLinks {
        /** Nothing is sent there. */
        REFUSE,
        /** Its path and query are put on the configured base URL. */
        REBUILD
    }

    public Definition {
        options = List.copyOf(options);
        clouds = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(clouds));
        urls = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(urls));
        streams = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(streams));
    }

    /** Reads what a user writes for this definition; the keys are the declared options and those that every source has. */
    public UserOptions readOptions(Section section) {
        return UserOptions.read(this, section);
    }

    public Optional<StreamDefinition> stream(String stream) {
        return Optional.ofNullable(streams.get(stream));
    }

    public List<String> streamNames() {
        return new ArrayList<>(streams.keySet());
    }

    /** How tokens are had by OAuth, if that adds the options about the client's credentials. */
    Optional<AuthRule.OAuth2> oauthWithKey() {
        return auth instanceof AuthRule.OAuth2 rule && (rule.hasClient() || rule.grant() == AuthRule.Grant.JWT_BEARER)
                ? Optional.of(rule)
                : Optional.empty();
    }
}
