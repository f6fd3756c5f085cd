package io.rollcall.sources.definition;

import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.util.Optional;

/**
 * A value computed for a signature.
 *
 * @param name by which later steps and the headers know it
 * @param of what it is computed from
 * @param hash the hash function, if it is a hash or HMAC
 * @param key of an HMAC
 * @param keyEncoding how the key is written
 * @param encoding how the value is written
 */
public record SignatureStep(
        String name,
        Template of,
        Optional<Hash> hash,
        Optional<Template> key,
        Encoding keyEncoding,
        Encoding encoding) {

    /** Hash functions. */
    public enum Hash {
        MD5("MD5"),
        SHA1("SHA-1"),
        SHA256("SHA-256"),
        SHA384("SHA-384"),
        SHA512("SHA-512");

        private final String digest;

        Hash(String digest) {
            this.digest = digest;
        }

        /** The digest's name in Java. */
        public String digest() {
            return digest;
        }

        /** The name in Java of the HMAC (RFC 2104) with it. */
        public String mac() {
            return "Hmac" + name();
        }
    }

    /** How bytes are written as text. */
    public enum Encoding {
        /** As they are, in UTF-8. */
        TEXT,
        HEX,
        BASE64
    }

    static SignatureStep read(Section section, TemplateScope scope) {
        Optional<Hash> hash = section.maybe(
                "hash",
                Types.oneOf(Hash.class),
                "The hash function; left out, the value is the text itself in the encoding.",
                Hash.SHA256);
        Optional<Template> key = scope.maybe(
                section,
                "key",
                "The key: with it the value is an HMAC (RFC 2104) instead of a plain hash.",
                "{secret_key}");
        SignatureStep step = new SignatureStep(
                section.required("name", Types.TEXT, "The name by which later steps and headers know it.", "signature"),
                scope.required(
                        section,
                        "of",
                        "What it is computed from. Beside options and earlier steps there are {request.method}, {request.host},"
                                + " {request.scheme}, {request.path}, {request.query} as sent, {request.sorted_query} (sorted,"
                                + " RFC 3986; the query is then sent so), {request.target} (path and query), {request.body},"
                                + " {request.id} and {now:FORMAT}.",
                        "{date}\n{request.method}"),
                hash,
                key,
                section.optional("key_encoding", Types.oneOf(Encoding.class), Encoding.TEXT, "How the key is written."),
                section.optional(
                        "encoding",
                        Types.oneOf(Encoding.class),
                        hash.isPresent() ? Encoding.HEX : Encoding.TEXT,
                        "How the value is written; a hash in hex unless said otherwise."));
        if (key.isPresent() && hash.isEmpty()) {
            section.problem("key", "needs a hash, such as 'hash: sha256'");
        }
        if (hash.isPresent() && step.encoding == Encoding.TEXT) {
            section.problem("encoding", "a hash is no text; write it as hex or base64");
        }
        return step;
    }
}
