package io.rollcall.sources.definition;

import io.rollcall.options.Section;
import io.rollcall.options.Suggestion;
import io.rollcall.options.Type.BadValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The names templates may use at one place of a definition. Checks wait until the whole definition has been read, since names
 * may be declared further down; they are collected in a list the definition's reader runs at its end.
 */
final class TemplateScope {

    private static final Set<String> PAGES = Set.of("page.token", "page.number", "page.offset", "page.end");
    private static final Set<String> WINDOW = Set.of("window.from", "window.to", EachRule.NAME, JobRule.NAME);
    private static final Set<String> REQUEST = Set.of("request.id", "now");

    private final List<Runnable> checks;
    private final Supplier<Set<String>> known;
    private final Set<String> extras;

    TemplateScope(List<Runnable> checks, Supplier<Set<String>> known) {
        this(checks, known, REQUEST);
    }

    private TemplateScope(List<Runnable> checks, Supplier<Set<String>> known, Set<String> extras) {
        this.checks = checks;
        this.known = known;
        this.extras = extras;
    }

    /** The same place, where there are a window and its pages too. */
    TemplateScope withWindow() {
        return with(WINDOW).with(PAGES);
    }

    /** The same place, where there are pages but no window. */
    TemplateScope withPages() {
        return with(PAGES);
    }

    /** The same place, where there are more names. */
    TemplateScope with(Set<String> names) {
        Set<String> more = new TreeSet<>(extras);
        more.addAll(names);
        return new TemplateScope(checks, known, more);
    }

    Template required(Section section, String key, String documentation, String example) {
        Template template = section.required(key, Template.TYPE, documentation, Template.literal(example));
        check(section, key, template);
        return template;
    }

    /** All remaining keys of a section as templates. */
    Map<String, Template> templates(Section section) {
        Map<String, Template> templates = new LinkedHashMap<>();
        section.texts("Names, and templates for their values.").forEach((key, text) -> {
            try {
                Template template = Template.parse(text);
                check(section, key, template);
                templates.put(key, template);
            } catch (BadValue e) {
                section.problem(key, "'" + text + "' " + e.getMessage());
            }
        });
        return templates;
    }

    /** The same, where a value that is secret by its name must not be written down. */
    Map<String, Template> templatesWithoutSecrets(Section section) {
        Map<String, Template> templates = templates(section);
        templates.forEach((key, value) -> {
            if (Secrecy.isPlain(key, value)) {
                section.problem(key, Secrecy.MISTAKE);
            }
        });
        return templates;
    }

    Optional<Template> maybe(Section section, String key, String documentation, String example) {
        Optional<Template> template = section.maybe(key, Template.TYPE, documentation, Template.literal(example));
        template.ifPresent(it -> check(section, key, it));
        return template;
    }

    private void check(Section section, String key, Template template) {
        check(template, message -> section.problem(key, message));
    }

    /** Looks later whether a template's names are known, and tells of those that are not. */
    void check(Template template, Consumer<String> mistakes) {
        checks.add(() -> {
            Set<String> names = new TreeSet<>(known.get());
            names.addAll(extras);
            for (Template.Part part : template.parts()) {
                if (part.isName() && !names.contains(part.text())) {
                    mistakes.accept("uses the unknown name {" + part.text() + "}"
                            + Suggestion.forWord(part.text(), names) + "; known here: " + String.join(", ", names));
                } else if (part.isName()) {
                    Forms.mistake(part).ifPresent(mistakes);
                }
            }
        });
    }
}
