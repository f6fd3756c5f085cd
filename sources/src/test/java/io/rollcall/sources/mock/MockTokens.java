package io.rollcall.sources.mock;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.util.List;

/** Token endpoint answers. */
public final class MockTokens {

    private MockTokens() {}

    public static String answer(String token, int seconds) {
        return "{\"token_type\":\"Bearer\",\"expires_in\":" + seconds + ",\"access_token\":\"" + token + "\"}";
    }

    /** A token that carries roles. */
    public static String withRoles(String... roles) {
        return new PlainJWT(new JWTClaimsSet.Builder()
                        .claim("roles", List.of(roles))
                        .build())
                .serialize();
    }
}
