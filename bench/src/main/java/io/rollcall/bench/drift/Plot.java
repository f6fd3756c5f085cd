package io.rollcall.bench.drift;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Mean delay against calls, both logarithmic: a panel for each setting, with the bound as a curve. */
final class Plot {

    private static final int COLUMNS = 3;
    private static final int WIDTH = 320;
    private static final int HEIGHT = 270;
    private static final int LEFT = 52;
    private static final int TOP = 34;
    private static final int RIGHT = 12;
    private static final int BOTTOM = 40;
    private static final double FEWEST = 0.3;
    private static final double MOST = 30;
    private static final double SHORTEST = 5;
    private static final double LONGEST = 1800;
    private static final String GRID = "#dddddd";
    private static final String OURS = "#0b6e4f";
    private static final String OTHERS = "#b3541e";
    private static final String SEER = "#777777";

    private Plot() {}

    static List<String> of(Collection<Result> results) {
        Map<Setting, List<Result>> panels = new LinkedHashMap<>();
        results.forEach(result -> panels.computeIfAbsent(result.setting(), setting -> new ArrayList<>())
                .add(result));
        int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
        Svg svg = new Svg(Math.min(COLUMNS, panels.size()) * WIDTH, rows * HEIGHT);
        int index = 0;
        for (Map.Entry<Setting, List<Result>> panel : panels.entrySet()) {
            draw(svg, index % COLUMNS * WIDTH, index / COLUMNS * HEIGHT, panel.getKey(), panel.getValue());
            index++;
        }
        return svg.done();
    }

    private static void draw(Svg svg, double left, double top, Setting setting, List<Result> results) {
        svg.text(left + LEFT, top + 20, 14, "start", setting.lateness().label());
        for (double calls : new double[] {0.3, 1, 3, 10, 30}) {
            svg.line(x(left, calls), y(top, SHORTEST), x(left, calls), y(top, LONGEST), GRID);
            svg.text(
                    x(left, calls),
                    y(top, SHORTEST) + 14,
                    10,
                    "middle",
                    String.format(Locale.ROOT, "%.3g", calls).replaceAll("\\.?0+$", ""));
        }
        for (double delay : new double[] {5, 15, 60, 300, 1800}) {
            svg.line(x(left, FEWEST), y(top, delay), x(left, MOST), y(top, delay), GRID);
            svg.text(
                    x(left, FEWEST) - 5,
                    y(top, delay) + 3,
                    10,
                    "end",
                    delay < 60 ? Math.round(delay) + " s" : Math.round(delay / 60) + " min");
        }
        svg.text(x(left, 3), y(top, SHORTEST) + 30, 10, "middle", "calls per minute");
        bound(svg, left, top, setting);
        for (Result result : results) {
            mark(svg, left, top, result);
        }
    }

    private static void bound(Svg svg, double left, double top, Setting setting) {
        Bound bound = new Bound(setting.lateness(), setting.volume(), setting.pageSize(), setting.span());
        List<Double> points = new ArrayList<>();
        for (double calls = FEWEST; calls <= MOST; calls *= 1.2) {
            double delay = bound.seconds(calls);
            if (delay >= SHORTEST && delay <= LONGEST) {
                points.add(x(left, calls));
                points.add(y(top, delay));
            }
        }
        svg.curve(points, SEER);
    }

    private static void mark(Svg svg, double left, double top, Result result) {
        double delay = result.delays().mean();
        if (result.policy() == Policy.PLAIN || result.policy() == Policy.FIXED_LAST_RUN) {
            return;
        }
        boolean isLossy = result.missed() > 0;
        String colour = result.policy().isClairvoyant() ? SEER : result.policy().isAdaptive() ? OURS : OTHERS;
        double x = x(left, result.callsPerMinute());
        double y = y(top, delay);
        svg.dot(x, y, colour, !isLossy);
        String loss = isLossy ? String.format(Locale.ROOT, ", loses %.2g %%", 100 * result.missed()) : "";
        svg.text(x + 8, y - 6, 10, "start", result.policy().label() + loss);
    }

    private static double x(double left, double calls) {
        double share = Math.log(calls / FEWEST) / Math.log(MOST / FEWEST);
        return left + LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double top, double delay) {
        double share = Math.log(Math.max(SHORTEST, Math.min(LONGEST, delay)) / SHORTEST) / Math.log(LONGEST / SHORTEST);
        return top + HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }
}
