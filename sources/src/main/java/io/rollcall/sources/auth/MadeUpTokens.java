package io.rollcall.sources.auth;

import java.time.Instant;
import java.util.Optional;

/** Tokens that nobody gave, for exchanges that are played: {@code token-1}, and the next one when it is refused. */
final class MadeUpTokens implements AccessTokens {

    private int number = 1;

    @Override
    public synchronized AccessToken token() {
        return new AccessToken(value(), Instant.MAX, Optional.empty());
    }

    @Override
    public synchronized void discard(String value) {
        number += value.equals(value()) ? 1 : 0;
    }

    private String value() {
        return "token-" + number;
    }
}
