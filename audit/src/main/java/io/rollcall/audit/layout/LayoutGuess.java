package io.rollcall.audit.layout;

import io.rollcall.audit.input.FileFormat;
import io.rollcall.audit.input.InputFile;
import io.rollcall.audit.input.Unreadable;
import io.rollcall.engine.identity.FieldPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The guess of a file's layout from its first records, and from what the user says. */
final class LayoutGuess {

    private static final int ENOUGH_TO_DIFFER = 10;

    private final InputFile file;
    private final SideOptions options;
    private final Examples examples;

    private LayoutGuess(InputFile file, SideOptions options, Examples examples) {
        this.file = file;
        this.options = options;
        this.examples = examples;
    }

    /** Empty if the file has no records. @throws Unreadable if it has, but it cannot be told where their ids are */
    static Optional<Layout> of(InputFile file, SideOptions options) throws Unreadable, IOException {
        Examples examples = new Examples();
        io.rollcall.audit.input.Fingerprint unused = file.read(examples, bytes -> {});
        if (examples.hasOnlyDamage()) {
            throw new Unreadable(file.name() + ": no record in it can be read; "
                    + examples.firstDamage().orElse("") + ". Is it the right file, and whole?");
        }
        return examples.size() == 0 ? Optional.empty() : Optional.of(new LayoutGuess(file, options, examples).layout());
    }

    private Layout layout() throws Unreadable, IOException {
        if (options.id().isEmpty() && isTruthFile()) {
            return Layout.truthFile(options.zone());
        }
        List<Place> id = options.isByContent() ? List.of() : id();
        List<String> dates = dates();
        Optional<DateOrder> order = options.dates().or(() -> DateOrder.shownBy(dates));
        TimeText times = new TimeText(options.zone(), order.orElse(DateOrder.MONTH_FIRST));
        Optional<Place> stream = options.stream().isPresent()
                ? Optional.of(named("--stream", options.stream().get()))
                : Optional.empty();
        Optional<Place> time = time(times);
        return new Layout(
                title()
                        + (DateOrder.mattersTo(dates)
                                ? ", dates as " + times.order().words()
                                : ""),
                examples.areWrapped(),
                id,
                time,
                stream,
                Optional.empty(),
                Optional.empty(),
                contents(id, time),
                time.isPresent() && isZoneless(time.get(), times),
                times);
    }

    private String title() {
        String wrapping = examples.wrapping();
        return file.format().kind().title() + (wrapping.isEmpty() ? "" : ", records in " + wrapping);
    }

    private boolean isTruthFile() throws IOException {
        return file.format().kind() == FileFormat.Kind.LINES
                && examples
                        .values(List.of(Known.TRUTH_KEY, Known.TRUTH_HASH, Known.TRUTH_TIME, Known.TRUTH_VISIBLE))
                        .entrySet()
                        .stream()
                        .filter(entry -> entry.getKey().isInRecord())
                        .allMatch(entry -> entry.getValue().size() == examples.size());
    }

    private List<Place> id() throws Unreadable, IOException {
        if (!options.id().isEmpty()) {
            List<Place> places = new ArrayList<>();
            for (String written : options.id()) {
                places.add(named("--id", written));
            }
            return places;
        }
        Map<Place, List<String>> values = examples.values(Known.IDS);
        return List.of(best(values, this::canIdentify)
                .orElseThrow(() -> new Unreadable(file.name()
                        + ": none of its fields is known to hold ids. Name the one that does with --id (for one side with"
                        + " --truth-id or --copy-id), or say '--id content'. Its fields: " + fields())));
    }

    private boolean canIdentify(List<String> values) {
        return values.size() < ENOUGH_TO_DIFFER || new HashSet<>(values).size() > 1;
    }

    /** The first place all examples have something at, else the one most of them do; in the record before around it. */
    private Optional<Place> best(Map<Place, List<String>> values, java.util.function.Predicate<List<String>> isUsable) {
        List<Map.Entry<Place, List<String>>> usable = values.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty() && isUsable.test(entry.getValue()))
                .sorted(java.util.Comparator.comparing(entry -> !entry.getKey().isInRecord()))
                .collect(Collectors.toList());
        int most =
                usable.stream().mapToInt(entry -> entry.getValue().size()).max().orElse(0);
        return usable.stream()
                .filter(entry -> entry.getValue().size() == most)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Optional<Place> time(TimeText times) throws Unreadable, IOException {
        if (options.time().isPresent()) {
            Place place = named("--time", options.time().get());
            String first = examples.values(List.of(place.path()))
                    .getOrDefault(place, List.of(""))
                    .get(0);
            if (times.read(first).isEmpty()) {
                throw new Unreadable(
                        file.name() + ": '" + first + "' at " + place.path()
                                + " is no time that can be read; --time must name the field with the event time. Known are ISO-8601,"
                                + " seconds or milliseconds since 1970, 3/31/2026, 9:41:07 AM, 31.03.2026 09:41:07 and the like.");
            }
            return Optional.of(place);
        }
        return best(
                examples.values(Known.TIMES),
                values -> values.stream()
                                        .filter(text -> times.read(text).isPresent())
                                        .count()
                                * 2
                        >= values.size());
    }

    /** Names of the fields that are neither id nor time. */
    private Set<String> contents(List<Place> id, Optional<Place> time) throws IOException {
        Set<String> names = examples.names();
        id.forEach(place -> place.path().names().stream().findFirst().ifPresent(names::remove));
        time.ifPresent(place -> place.path().names().stream().findFirst().ifPresent(names::remove));
        return names;
    }

    private boolean isZoneless(Place time, TimeText times) throws IOException {
        return options.zone().equals(java.time.ZoneOffset.UTC)
                && examples.values(List.of(time.path())).getOrDefault(time, List.of()).stream()
                        .anyMatch(times::isZoneless);
    }

    /** What stands where event times are. */
    private List<String> dates() throws Unreadable, IOException {
        List<FieldPath> places = options.time().isPresent()
                ? List.of(named("--time", options.time().get()).path())
                : Known.TIMES;
        return examples.values(places).values().stream().flatMap(List::stream).toList();
    }

    /** The place of a field the user names. */
    private Place named(String option, String written) throws Unreadable, IOException {
        List<FieldPath> meant;
        try {
            meant = Place.meant(written);
        } catch (IllegalArgumentException e) {
            throw new Unreadable(option + ": " + e.getMessage(), e);
        }
        return best(examples.values(meant), values -> true)
                .orElseThrow(() -> new Unreadable(file.name() + ": none of its first " + examples.size()
                        + " records has the field '" + written + "' that " + option
                        + " names. A field within another is named by a JSON Pointer such as /event/id. Its fields: "
                        + fields()));
    }

    private String fields() {
        try {
            return examples.fields();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
