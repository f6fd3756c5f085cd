package io.rollcall.sinks.field;

import io.rollcall.engine.sink.Delivery;
import io.rollcall.options.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text in which names in braces stand for what is known of a delivery, such as {@code eu/{account}}. */
final class Template {

    private static final Pattern NAME = Pattern.compile("\\{([^{}]*)\\}");

    /** Of what stands for a name, in most cases no more. */
    private static final long USUAL_BYTES = 70;

    private final int length;
    private final List<Function<Delivery, String>> parts;
    private final long usualBytes;

    /** @param length of the text it was made of */
    private Template(int length, List<Function<Delivery, String>> parts, long usualBytes) {
        this.length = length;
        this.parts = List.copyOf(parts);
        this.usualBytes = usualBytes;
    }

    /** @throws IllegalArgumentException if a name or a brace stands for nothing; the message says what would */
    static Template parse(String text) {
        List<Function<Delivery, String>> parts = new ArrayList<>();
        Matcher names = NAME.matcher(text);
        int end = 0;
        while (names.find()) {
            addText(text.substring(end, names.start()), parts);
            parts.add(known(names.group(1))::of);
            end = names.end();
        }
        addText(text.substring(end), parts);
        return new Template(text.length(), parts, text.length() + USUAL_BYTES * parts.size());
    }

    private static void addText(String text, List<Function<Delivery, String>> parts) {
        if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
            throw new IllegalArgumentException("has a brace that belongs to no name; names stand like {account}");
        }
        if (!text.isEmpty()) {
            parts.add(unused -> text);
        }
    }

    private static Known known(String name) {
        Optional<Known> known = Arrays.stream(Known.values())
                .filter(each -> label(each).equals(name))
                .findFirst();
        List<String> all = Arrays.stream(Known.values()).map(Template::label).toList();
        return known.orElseThrow(() -> new IllegalArgumentException("has {" + name + "}, which stands for nothing"
                + Suggestion.forWord(name, all) + "; there are: "
                + all.stream().map(each -> "{" + each + "}").collect(Collectors.joining(", "))));
    }

    private static String label(Known known) {
        return known.name().toLowerCase(Locale.ROOT);
    }

    /** How long it becomes, about; rather more than less. */
    long usualBytes() {
        return usualBytes;
    }

    /** No fewer characters than it becomes. */
    long mostLength(Delivery delivery) {
        return length + (long) parts.size() * Known.mostLength(delivery);
    }

    String of(Delivery delivery) {
        if (parts.size() == 1) {
            return parts.get(0).apply(delivery);
        }
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.apply(delivery)));
        return text.toString();
    }
}
