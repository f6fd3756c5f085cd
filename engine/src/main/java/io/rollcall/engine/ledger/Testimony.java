package io.rollcall.engine.ledger;

import java.util.List;

/**
 * What is to be known of a stream when the API and the key memory have forgotten it. Only ever added to.
 *
 * @param hours that leave the API's memory
 * @param losses items that were given up
 */
public record Testimony(List<Attestation> hours, List<Loss> losses) {

    /** Nothing new. */
    public static final Testimony NONE = new Testimony(List.of(), List.of());

    public Testimony {
        hours = List.copyOf(hours);
        losses = List.copyOf(losses);
    }
}
