package io.rollcall.sources.definition;

import io.rollcall.engine.identity.FieldPath;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads one definition; the methods together are the definition language. */
final class DefinitionReader {

    private static final RequestTemplate NO_REQUEST = new RequestTemplate(
            RequestTemplate.Method.GET, Template.literal("/"), Map.of(), Map.of(), Optional.empty());
    private static final RateRule NO_RATE =
            new RateRule("unlimited", 1_000_000, Duration.ofSeconds(1), List.of(), Optional.empty());

    private final List<Runnable> checks = new ArrayList<>();
    private final Set<String> sharedNames = new LinkedHashSet<>();
    private final Set<String> secretNames = new LinkedHashSet<>();
    private final Map<String, Map<String, String>> streamVariables = new LinkedHashMap<>();

    private DefinitionReader() {}

    static Definition read(Section section) {
        return new DefinitionReader().definition(section);
    }

    private Definition definition(Section section) {
        String name =
                section.required("name", Types.TEXT, "The definition's name, as users write it.", "entra-signins");
        String title = section.required("title", Types.TEXT, "Its title, for people.", "Microsoft Entra sign-ins");
        String summary = section.optional("summary", Types.TEXT, "", "What it collects and what it needs.");
        List<UserOption> options = options(section);
        Map<String, Map<String, String>> clouds = clouds(section);
        Map<String, String> defaults = variables(section);
        sharedNames.addAll(defaults.keySet());
        Map<String, Template> urls = section.section(
                "urls",
                "Base URLs by name, each of which the user may replace by the option of that name; base_url is the API's.",
                this::urls);
        sharedNames.addAll(urls.keySet());
        AuthRule auth = auth(section);
        Definition.ForeignLinks foreignLinks = section.optional(
                "foreign_links",
                Types.oneOf(Definition.ForeignLinks.class),
                Definition.ForeignLinks.REFUSE,
                "Links to another origin: refuse them, or rebuild them on base_url. No token is ever sent there.");
        Optional<String> extension = section.maybe(
                "extension",
                Types.TEXT,
                "The name of an extension in Java that sees each request and each answer (docs/extensions.md).",
                "acme-xml");
        StreamParts shared = StreamParts.read(section, new TemplateScope(checks, this::namesOfAllStreams));
        Map<String, StreamDefinition> streams = streams(section, shared, defaults);
        checks.forEach(Runnable::run);
        return new Definition(name, title, summary, options, clouds, urls, auth, foreignLinks, extension, streams);
    }

    private List<UserOption> options(Section section) {
        List<UserOption> options = new ArrayList<>();
        section.named("options", "What the user of the definition says, by name.", Declared::read)
                .forEach((name, declared) -> options.add(declared.named(name)));
        for (UserOption option : options) {
            (option.isSecret() ? secretNames : sharedNames).add(option.name());
        }
        return options;
    }

    /** An option before its name is known. */
    private record Declared(UserOption option) {

        static Declared read(Section section) {
            return new Declared(UserOption.read("?", section));
        }

        UserOption named(String name) {
            return new UserOption(
                    name,
                    option.kind(),
                    option.documentation(),
                    option.example(),
                    option.defaultText(),
                    option.pattern(),
                    option.min(),
                    option.max());
        }
    }

    private Map<String, Map<String, String>> clouds(Section section) {
        Map<String, Map<String, String>> clouds = section.named(
                "clouds",
                "National clouds by name; the user's option cloud chooses one, the first if left out.",
                it -> it.texts("Names and values, used as {cloud.name}."));
        Set<String> names =
                clouds.values().stream().findFirst().map(Map::keySet).orElse(Set.of());
        clouds.forEach((cloud, values) -> {
            if (!values.keySet().equals(names)) {
                section.problem("clouds", cloud + " has other names than the first cloud: " + values.keySet());
            }
        });
        names.forEach(name -> sharedNames.add("cloud." + name));
        if (!clouds.isEmpty()) {
            sharedNames.add("cloud");
        }
        return clouds;
    }

    private static Map<String, String> variables(Section section) {
        return section.maybeSection("variables", "Names and values for templates.", it -> {
                    Map<String, String> values = it.texts("Names and values, used as {name}.");
                    values.forEach((name, value) -> {
                        if (Secrecy.isSecret(name) && !value.isEmpty()) {
                            it.problem(name, Secrecy.MISTAKE);
                        }
                    });
                    return values;
                })
                .orElse(Map.of());
    }

    private Map<String, Template> urls(Section section) {
        Map<String, Template> urls = new TemplateScope(checks, () -> sharedNames).templates(section);
        if (!urls.containsKey(Definition.BASE_URL)) {
            section.problem(Definition.BASE_URL, "is missing: the API's base URL");
        }
        urls.forEach((name, url) -> {
            if (url.toString().matches("[a-z]+://[^/{}]*:[^/{}]*@.*")) {
                section.problem(name, Secrecy.MISTAKE);
            }
        });
        urls.keySet().stream()
                .filter(name -> !name.endsWith("_url"))
                .forEach(name -> section.problem(name, "must end with _url, since it becomes an option of the user"));
        return urls;
    }

    private AuthRule auth(Section section) {
        TemplateScope scope = new TemplateScope(checks, () -> union(sharedNames, secretNames));
        return new AuthReader(scope, sharedNames::add, this::requireSecret).read(section);
    }

    /** What proves who asks must come from options that are kept secret; known once all options have been read, as they are. */
    private void requireSecret(Template template, Consumer<String> mistakes) {
        List<String> open =
                template.names().stream().filter(sharedNames::contains).toList();
        if (!open.isEmpty() && template.names().stream().noneMatch(secretNames::contains)) {
            mistakes.accept("holds no secret: {" + open.get(0)
                    + "} is shown in messages and in 'rollcall config'; declare that option with 'kind: secret'");
        }
    }

    private Map<String, StreamDefinition> streams(Section section, StreamParts shared, Map<String, String> defaults) {
        Map<String, Stated> stated = new LinkedHashMap<>();
        section.named("streams", "The streams, by name; each may replace any of the sections above.", this::stated)
                .forEach(stated::put);
        Map<String, StreamDefinition> streams = new LinkedHashMap<>();
        stated.forEach((name, stream) -> {
            Map<String, String> variables = new LinkedHashMap<>(defaults);
            variables.putAll(stream.variables);
            streamVariables.put(name, variables);
            streams.put(name, complete(name, stream, shared, variables));
        });
        if (streams.isEmpty()) {
            section.problem("streams", "must name at least one stream");
        }
        return streams;
    }

    /** A stream as written. */
    private record Stated(Section section, String title, Map<String, String> variables, StreamParts parts) {}

    private Stated stated(Section section) {
        String title = section.required("title", Types.TEXT, "The stream's title, for people.", "Interactive sign-ins");
        Map<String, String> own = variables(section);
        StreamParts parts =
                StreamParts.read(section, new TemplateScope(checks, () -> union(sharedNames, own.keySet())));
        return new Stated(section, title, own, parts);
    }

    private StreamDefinition complete(String name, Stated stream, StreamParts shared, Map<String, String> variables) {
        StreamParts parts = stream.parts.orElse(shared);
        Section at = stream.section;
        RateRule rate = parts.rate().orElse(NO_RATE);
        rate.sharedBy().stream()
                .filter(option -> !sharedNames.contains(option))
                .forEach(option -> at.problem(
                        "rate",
                        "is shared by the unknown option '" + option + "'"
                                + io.rollcall.options.Suggestion.forWord(option, sharedNames)));
        TimeRule time = need(at, "time", parts.time(), new TimeRule(List.of(), List.of()));
        RequestTemplate request = need(at, "request", parts.request(), NO_REQUEST);
        PagingRule paging = parts.paging().orElse(PagingRule.ONE_PAGE);
        RecordsRule.Decode decode = parts.decode().orElse(RecordsRule.Decode.JSON);
        StreamDefinition complete = new StreamDefinition(
                name,
                stream.title,
                variables,
                paging.first(request),
                paging.following(request),
                need(at, "window", parts.window(), exampleWindow()),
                paging,
                decode,
                new RecordsRule(
                        decode.format() == RecordsRule.Format.JSON
                                ? need(at, "records", parts.records(), List.of(FieldPath.parse("")))
                                : parts.records().orElse(List.of(FieldPath.parse(""))),
                        parts.explode(),
                        parts.recordsMayBeMissing().orElse(false)),
                need(at, "identity", parts.identity(), new IdentityRule(List.of(), List.of())),
                time,
                isListedElsewhere(parts) ? Optional.empty() : parts.position().or(() -> Optional.of(time)),
                need(at, "behaviour", parts.behaviour(), exampleBehaviour()),
                rate,
                parts.success(),
                parts.errors(),
                parts.items(),
                parts.each(),
                parts.job(),
                parts.preparation(),
                parts.limits().orElse(Limits.DEFAULT));
        new StreamChecks(at, complete).run(parts);
        return complete;
    }

    /** Whether records come in items that lie on the axis the API filters by themselves. */
    private static boolean isListedElsewhere(StreamParts parts) {
        return parts.items().map(items -> items.batch().isEmpty()).orElse(false);
    }

    private static <T> T need(Section section, String key, Optional<T> part, T example) {
        if (part.isEmpty()) {
            section.problem(key, "is missing, both here and in the definition");
        }
        return part.orElse(example);
    }

    private static WindowRule exampleWindow() {
        return new WindowRule(
                io.rollcall.sources.time.TimeFormat.ISO,
                WindowRule.Bound.INCLUSIVE,
                WindowRule.Bound.EXCLUSIVE,
                Duration.ofSeconds(1),
                Duration.ofDays(1),
                Optional.empty(),
                Duration.ZERO);
    }

    private static Behaviour exampleBehaviour() {
        return new Behaviour(
                Duration.ofDays(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                io.rollcall.engine.source.SourceTraits.Revisions.DELIVER,
                Optional.empty());
    }

    private Set<String> namesOfAllStreams() {
        Set<String> common = streamVariables.values().stream()
                .map(Map::keySet)
                .reduce((left, right) -> left.stream().filter(right::contains).collect(Collectors.toSet()))
                .orElse(Set.of());
        return union(sharedNames, common);
    }

    private static Set<String> union(Set<String> left, Set<String> right) {
        Set<String> all = new LinkedHashSet<>(left);
        all.addAll(right);
        return all;
    }
}
