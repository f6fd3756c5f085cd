package io.rollcall.bench.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A drawing being made, line by line. Readable on light and on dark pages. */
final class Svg {

    private final List<String> lines = new ArrayList<>();

    Svg(int width, int height) {
        lines.add(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\">",
                width,
                height));
        lines.add(String.format(Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height));
    }

    void line(double x1, double y1, double x2, double y2, String colour) {
        lines.add(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
                x1,
                y1,
                x2,
                y2,
                colour));
    }

    /** @param points x and y in turn */
    void curve(List<Double> points, String colour) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < points.size(); i += 2) {
            path.append(
                    String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : " L", points.get(i), points.get(i + 1)));
        }
        lines.add("<path d=\"" + path + "\" fill=\"none\" stroke=\"" + colour + "\" stroke-dasharray=\"4 3\"/>");
    }

    void dot(double x, double y, String colour, boolean isFilled) {
        lines.add(String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.5\"/>",
                x,
                y,
                isFilled ? colour : "#ffffff",
                colour));
    }

    /** @param anchor start, middle or end */
    void text(double x, double y, int size, String anchor, String words) {
        lines.add(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\" text-anchor=\"%s\" fill=\"#222222\">%s</text>",
                x,
                y,
                size,
                anchor,
                words.replace("&", "&amp;").replace("<", "&lt;")));
    }

    List<String> done() {
        List<String> all = new ArrayList<>(lines);
        all.add("</svg>");
        return all;
    }
}
