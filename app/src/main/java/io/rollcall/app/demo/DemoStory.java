package io.rollcall.app.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the demo tells a reader.
 *
 * @param plan what happens in it
 */
public record DemoStory(DemoPlan plan) {

    public List<String> beginning() {
        return List.of(
                "A made-up tenant signs in " + plan.eventsPerHour() + " times an hour, for "
                        + plan.happening().toHours() + " hours. Its sign-in log shows most events",
                "after 2 to 15 minutes and one in seven after about two hours, as such logs do now and then.",
                "",
                "Three collectors read it through HTTP, within the API's rate limit, and send what they find to receivers:",
                "  rollcall      this program as you would run it; it finds out itself what to read when",
                "  plain-poller  a model: every " + plan.interval().toMinutes()
                        + " minutes, asks for what is newer than the newest event it has seen",
                "  paper-script  a model: every " + plan.interval().toMinutes() + " minutes, reads the last "
                        + plan.overlap().toMinutes() + " and drops the ids of the run before",
                "",
                "Time is simulated. It stands still while a collector works, so the result does not depend on this machine.",
                "");
    }

    /** One line that replaces itself on a terminal. */
    public String progress(Duration passed, long happened, List<Integer> arrived) {
        return String.format(
                Locale.ROOT,
                "\r  %3d h %02d min simulated: %,d events; arrived: rollcall %,d, plain-poller %,d, paper-script %,d  ",
                passed.toHours(),
                passed.toMinutesPart(),
                happened,
                arrived.get(0),
                arrived.get(1),
                arrived.get(2));
    }

    public List<String> end(DemoResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "The roll call after %d hours, when all events had been visible for %d hours:",
                result.simulated().toHours(),
                plan.afterwards().toHours()));
        lines.add("");
        lines.add(
                String.format("  %-14s %8s %9s %9s %11s", "collector", "existed", "arrived", "missing", "duplicated"));
        for (DemoResult.Line line : result.lines()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-14s %,8d %,9d %,9d %,11d",
                    line.collector(),
                    result.truth(),
                    line.delivered(),
                    line.missing(),
                    line.duplicates()));
        }
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%,d events became visible more than %d minutes after they had happened; no fixed overlap of %d minutes sees"
                        + " them.",
                result.later(),
                plan.overlap().toMinutes(),
                plan.overlap().toMinutes()));
        lines.add(String.format(
                Locale.ROOT,
                "Of %,d requests %s failed: nothing but a roll call shows what is missing.",
                result.requests(),
                result.failures() == 0 ? "none" : result.failures()));
        lines.add("");
        lines.add("Next: the README has a configuration for this simulator and for your own tenant;");
        lines.add("  ./rollcall sources list   the APIs that are supported");
        lines.add("  ./rollcall sinks list     where events can go");
        return lines;
    }
}
