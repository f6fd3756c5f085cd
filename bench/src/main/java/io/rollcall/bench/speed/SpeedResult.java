package io.rollcall.bench.speed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.bench.report.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What was measured.
 *
 * @param server that served the pages
 * @param timings of each round; the first round is cold
 * @param notInstalled those left out because a program they need is not there
 */
record SpeedResult(
        Machine machine,
        String server,
        Pages pages,
        Map<Contestant, List<Timing>> timings,
        Set<Contestant> notInstalled) {

    /** The middle of the rounds after the first. */
    double warmSeconds(Contestant contestant) {
        return middle(contestant, Timing::seconds);
    }

    private double middle(Contestant contestant, ToDoubleFunction<Timing> part) {
        List<Timing> all = timings.getOrDefault(contestant, List.of());
        double[] warm = all.stream()
                .skip(all.size() > 1 ? 1 : 0)
                .mapToDouble(part)
                .sorted()
                .toArray();
        return warm[warm.length / 2];
    }

    double megabytesPerSecond(Contestant contestant) {
        return pages.bytes() / 1e6 / warmSeconds(contestant);
    }

    /** How many times as long as another one it takes. */
    double ratio(Contestant contestant, Contestant other) {
        return warmSeconds(contestant) / warmSeconds(other);
    }

    List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(machine.toString());
        lines.add(String.format(
                Locale.ROOT,
                "%d pages with %,d events, %,d bytes an event, %.0f MB, served by %s",
                pages.count(),
                pages.events(),
                pages.bytes() / pages.events(),
                pages.bytes() / 1e6,
                server));
        lines.add("");
        lines.add(String.format(
                "%-25s %8s %8s %8s %8s %10s %8s %8s",
                "", "cold s", "warm s", "cpu s", "MB/s", "events/s", "of curl", "of jq"));
        for (Contestant each : timings.keySet()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-25s %8.2f %8.2f %8.2f %8.0f %,10.0f %8s %8s",
                    each.label(),
                    timings.get(each).get(0).seconds(),
                    warmSeconds(each),
                    middle(each, Timing::processorSeconds),
                    megabytesPerSecond(each),
                    pages.events() / warmSeconds(each),
                    ratioText(each, Contestant.CURL),
                    ratioText(each, Contestant.JQ)));
        }
        notInstalled.forEach(each -> lines.add(each.label() + ": left out, since its program is not installed"));
        return lines;
    }

    private String ratioText(Contestant each, Contestant other) {
        return timings.containsKey(other) ? String.format(Locale.ROOT, "%.2f", ratio(each, other)) : "-";
    }

    /** One JSON object on one line. */
    String json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("machine", machine.toString()).put("server", server);
        json.put("pages", pages.count()).put("events", pages.events()).put("bytes", pages.bytes());
        notInstalled.stream().map(Contestant::label).forEach(json.putArray("not_installed")::add);
        ObjectNode results = json.putObject("results");
        timings.forEach((each, rounds) -> {
            ObjectNode result = results.putObject(each.label());
            rounds.stream().map(Timing::seconds).forEach(result.putArray("seconds")::add);
            result.put("warm_seconds", warmSeconds(each))
                    .put("processor_seconds", middle(each, Timing::processorSeconds))
                    .put("megabytes_per_second", megabytesPerSecond(each));
        });
        return json.toString();
    }
}
