package io.rollcall.options;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The word somebody probably meant. */
public final class Suggestion {

    private Suggestion() {}

    /** " — did you mean 'x'?" with the nearest known word, or the empty string if none is near. */
    public static String forWord(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(1, Math.min(3, candidate.length() / 2)))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .map(candidate -> " — did you mean '" + candidate + "'?")
                .orElse("");
    }

    /** The number of letters to add, remove, change or swap with a neighbour to get from one word to the other. */
    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : step(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(int[][] cost, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
