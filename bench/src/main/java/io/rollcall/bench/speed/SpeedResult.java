package io.rollcall.bench.speed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.bench.report.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured.
 *
 * @param server that served the pages
 * @param secondsByContestant for each, the time of each round; the first round is cold
 */
record SpeedResult(Machine machine, String server, Pages pages, Map<Contestant, List<Double>> secondsByContestant) {

    /** The middle of the rounds after the first. */
    double warmSeconds(Contestant contestant) {
        List<Double> all = secondsByContestant.getOrDefault(contestant, List.of());
        List<Double> warm = all.subList(Math.min(1, all.size() - 1), all.size()).stream()
                .sorted()
                .toList();
        return warm.get(warm.size() / 2);
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
                "%-22s %9s %9s %9s %12s %9s %9s", "", "cold s", "warm s", "MB/s", "events/s", "of curl", "of jq"));
        for (Contestant each : secondsByContestant.keySet()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-22s %9.2f %9.2f %9.0f %,12.0f %9s %9s",
                    each.label(),
                    secondsByContestant.get(each).get(0),
                    warmSeconds(each),
                    megabytesPerSecond(each),
                    pages.events() / warmSeconds(each),
                    ratioText(each, Contestant.CURL),
                    ratioText(each, Contestant.JQ)));
        }
        return lines;
    }

    private String ratioText(Contestant each, Contestant other) {
        return secondsByContestant.containsKey(other) ? String.format(Locale.ROOT, "%.2f", ratio(each, other)) : "-";
    }

    /** One JSON object on one line. */
    String json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("machine", machine.toString()).put("server", server);
        json.put("pages", pages.count()).put("events", pages.events()).put("bytes", pages.bytes());
        ObjectNode results = json.putObject("results");
        secondsByContestant.forEach((each, seconds) -> {
            ObjectNode result = results.putObject(each.label());
            seconds.forEach(result.putArray("seconds")::add);
            result.put("warm_seconds", warmSeconds(each)).put("megabytes_per_second", megabytesPerSecond(each));
        });
        return json.toString();
    }
}
