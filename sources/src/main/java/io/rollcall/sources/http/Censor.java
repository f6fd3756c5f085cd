package io.rollcall.sources.http;

import io.rollcall.options.Secret;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Makes others' words fit to be shown: known secrets and anything like a token blotted out, on one line, short. Thread-safe. */
public final class Censor {

    private static final int MAX_LENGTH = 500;
    private static final int MAX_EXAMINED = 20_000;
    private static final int SHORTEST_SECRET = 4;
    private static final String BLOT = "(secret)";
    private static final Pattern TOKEN =
            Pattern.compile("eyJ[A-Za-z0-9_-]{8,}(\\.[A-Za-z0-9_-]*){1,4}|(?i:bearer )[A-Za-z0-9._~+/=-]{8,}");
    private static final Pattern TAGS =
            Pattern.compile("<(?i:style|script)[^>]*>.*?</(?i:style|script)>|<[^>]{1,2000}>", Pattern.DOTALL);
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}]+");

    private final Set<String> secrets = ConcurrentHashMap.newKeySet();

    public Censor(List<Secret> secrets) {
        secrets.forEach(secret -> learn(secret.reveal()));
    }

    /** Adds a secret, in the forms in which it may come back. */
    public void learn(String secret) {
        if (secret.length() >= SHORTEST_SECRET) {
            secrets.add(secret);
            secrets.add(java.net.URLEncoder.encode(secret, java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /** Forgets a secret that is no longer good, so that tokens do not pile up. */
    public void forget(String secret) {
        secrets.remove(secret);
        secrets.remove(java.net.URLEncoder.encode(secret, java.nio.charset.StandardCharsets.UTF_8));
    }

    /** The text fit to be shown. */
    public String apply(String text) {
        String shown = text.length() > MAX_EXAMINED ? text.substring(0, MAX_EXAMINED) : text;
        for (String secret : secrets) {
            shown = shown.replace(secret, BLOT);
        }
        shown = TOKEN.matcher(shown).replaceAll(BLOT);
        shown = BLANKS.matcher(TAGS.matcher(shown).replaceAll(" "))
                .replaceAll(" ")
                .trim();
        return shown.length() > MAX_LENGTH ? shown.substring(0, MAX_LENGTH - 1) + "…" : shown;
    }
}
