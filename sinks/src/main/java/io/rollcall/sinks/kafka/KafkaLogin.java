package io.rollcall.sinks.kafka;

import io.rollcall.options.Secret;
import io.rollcall.options.Section;
import io.rollcall.options.Types;
import java.util.Map;

/** User and password, by SASL. */
public record KafkaLogin(Mechanism mechanism, String user, Secret password) {

    /** How the password is shown. */
    public enum Mechanism {
        /** The password itself; under TLS only. */
        PLAIN("PLAIN", "plain.PlainLoginModule"),
        /** A proof of it, with SHA-256. */
        SCRAM_SHA_256("SCRAM-SHA-256", "scram.ScramLoginModule"),
        /** A proof of it, with SHA-512. */
        SCRAM_SHA_512("SCRAM-SHA-512", "scram.ScramLoginModule");

        private final String protocolName;
        private final String module;

        Mechanism(String protocolName, String module) {
            this.protocolName = protocolName;
            this.module = module;
        }
    }

    static KafkaLogin read(Section section) {
        return new KafkaLogin(
                section.optional(
                        "mechanism",
                        Types.oneOf(Mechanism.class),
                        Mechanism.SCRAM_SHA_512,
                        "How the password is shown: itself, or a proof of it."),
                section.required("user", Types.TEXT, "The user.", "rollcall"),
                section.required("password", Types.SECRET, "The password.", new Secret("${env:KAFKA_PASSWORD}")));
    }

    /** What the client's library needs to know. */
    Map<String, Object> configuration() {
        return Map.of(
                "sasl.mechanism",
                mechanism.protocolName,
                "sasl.jaas.config",
                "org.apache.kafka.common.security." + mechanism.module + " required username=" + quoted(user)
                        + " password=" + quoted(password.reveal()) + ";");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
