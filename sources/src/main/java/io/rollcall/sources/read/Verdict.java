package io.rollcall.sources.read;

import io.rollcall.sources.definition.Reaction;

/**
 * What an answer means.
 *
 * @param advice what a person can do about it; may be empty
 */
record Verdict(Reaction reaction, String advice) {}
