package io.rollcall.sinks.field;

import io.rollcall.engine.json.JsonText;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.options.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What goes along beside a record: names as the receiver sees them, and for each a template. Which ones is the user's choice; the
 * record itself stays as it is. Thread-safe.
 */
public final class Fields {

    /** None. */
    public static final Fields NONE = new Fields(List.of());

    private static final String KEY = "fields";
    private static final String USUAL_OTHERWISE = "The usual ones if left out.";
    private static final int BYTES_AROUND = 6;

    /** @param member the name as it begins a member of an object */
    private record Field(String name, String member, Template template) {

        Field(String name, Template template) {
            this(name, JsonText.quoted(name) + ":", template);
        }
    }

    private final List<Field> fields;

    private Fields(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * What is known of a delivery, under the names that stand for it in templates.
     *
     * @param prefix of their names
     */
    public static Fields usual(String prefix, String... names) {
        Map<String, String> templates = new LinkedHashMap<>();
        for (String name : names) {
            templates.put(prefix + name, "{" + name + "}");
        }
        return of(templates);
    }

    /** Those of templates by name, in their order. */
    public static Fields of(Map<String, String> templates) {
        return new Fields(templates.entrySet().stream()
                .map(each -> new Field(each.getKey(), Template.parse(each.getValue())))
                .toList());
    }

    /** The same ones under longer names. */
    public Fields prefixed(String prefix) {
        return new Fields(fields.stream()
                .map(field -> new Field(prefix + field.name(), field.template()))
                .toList());
    }

    /**
     * Reads the key {@code fields} of a sink's mapping.
     *
     * @param what a field is there, for the documentation
     * @param usual those that go if the user has left it out
     */
    public static Fields read(Section section, String what, Fields usual, Naming naming) {
        String otherwise = usual.isEmpty() ? "None if left out." : USUAL_OTHERWISE;
        return documented(section, what + " " + otherwise, naming).orElse(usual);
    }

    /** The same, where there are usual ones; empty if the user has left it out. */
    public static Optional<Fields> given(Section section, String what, Naming naming) {
        return documented(section, what + " " + USUAL_OTHERWISE, naming);
    }

    private static Optional<Fields> documented(Section section, String documentation, Naming naming) {
        return section.maybeSection(
                KEY,
                documentation
                        + " Names, and for each a text in which {stream}, {source}, {account}, {stream_name}, {kind}, {key},"
                        + " {time} and {visible_by} stand for what is known of the event; {} for none.",
                each -> read(each, naming));
    }

    private static Fields read(Section section, Naming naming) {
        List<Field> fields = new ArrayList<>();
        section.texts("Names, and texts with names in braces.").forEach((name, text) -> {
            naming.problem(name).ifPresent(problem -> section.problem(name, problem));
            try {
                fields.add(new Field(name, Template.parse(text)));
            } catch (IllegalArgumentException e) {
                section.problem(name, String.valueOf(e.getMessage()));
            }
        });
        return new Fields(fields);
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    public int count() {
        return fields.size();
    }

    /** How many bytes {@link #json} has, about; rather more than fewer. */
    public long usualBytes() {
        return fields.stream()
                .mapToLong(field ->
                        BYTES_AROUND + field.name().length() + field.template().usualBytes())
                .sum();
    }

    /** No fewer bytes than {@link #json} has, told quickly. */
    public long mostBytes(Delivery delivery) {
        long most = 0;
        for (Field field : fields) {
            most += JsonText.MOST_BYTES_OF_ONE
                    * (field.member().length() + field.template().mostLength(delivery) + BYTES_AROUND);
        }
        return most;
    }

    /** Shows name and value of each. */
    public void of(Delivery delivery, BiConsumer<String, String> viewer) {
        fields.forEach(field -> viewer.accept(field.name(), field.template().of(delivery)));
    }

    /** The members of a JSON object, without its braces. */
    public String json(Delivery delivery) {
        StringBuilder json = new StringBuilder();
        for (Field field : fields) {
            json.append(json.isEmpty() ? "" : ",")
                    .append(field.member())
                    .append(JsonText.quoted(field.template().of(delivery)));
        }
        return json.toString();
    }
}
