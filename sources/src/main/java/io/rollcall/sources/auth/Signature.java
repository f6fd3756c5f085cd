package io.rollcall.sources.auth;

import io.rollcall.sources.definition.SignatureStep;
import io.rollcall.sources.definition.SignatureStep.Encoding;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Computes the values signatures are made of. */
public final class Signature {

    private Signature() {}

    /**
     * The value of a step.
     *
     * @param of the text it is computed from
     * @param key as written
     * @throws IllegalArgumentException if the key is not written as the step says
     */
    public static String compute(SignatureStep step, String of, Optional<String> key) {
        byte[] bytes = of.getBytes(StandardCharsets.UTF_8);
        try {
            if (step.hash().isPresent()) {
                SignatureStep.Hash hash = step.hash().get();
                bytes = key.isPresent()
                        ? mac(hash.mac(), decoded(key.get(), step), bytes)
                        : MessageDigest.getInstance(hash.digest()).digest(bytes);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot compute " + step.name() + ": " + e.getMessage(), e);
        }
        return switch (step.encoding()) {
            case TEXT -> of;
            case HEX -> HexFormat.of().formatHex(bytes);
            case BASE64 -> Base64.getEncoder().encodeToString(bytes);
        };
    }

    private static byte[] mac(String algorithm, byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(text);
    }

    /** @throws IllegalArgumentException without the key in its message */
    static byte[] decoded(String key, SignatureStep step) {
        try {
            return step.keyEncoding() == Encoding.TEXT
                    ? key.getBytes(StandardCharsets.UTF_8)
                    : step.keyEncoding() == Encoding.HEX
                            ? HexFormat.of().parseHex(key)
                            : Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the key for the signature is not written in "
                    + step.keyEncoding().name().toLowerCase(java.util.Locale.ROOT) + "; check the secret");
        }
    }
}
