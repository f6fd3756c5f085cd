package io.rollcall.sources.extension;

import java.util.Map;

/**
 * Java beside a definition, found by {@link java.util.ServiceLoader}: the class has a public constructor without parameters, and its
 * jar lists it in {@code META-INF/services/io.rollcall.sources.extension.Extension}.
 */
public interface Extension {

    /** The name definitions know it by ({@code extension: NAME}). */
    String name();

    /**
     * What handles the exchanges of one stream of one account. Called once for each, before the first request.
     *
     * @param options what the user said for the definition's options, by name, secrets too; secrets must not be shown
     */
    Exchanges open(Map<String, String> options);
}
