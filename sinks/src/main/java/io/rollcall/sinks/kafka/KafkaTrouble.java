package io.rollcall.sinks.kafka;

import io.rollcall.engine.sink.Delivery;
import java.util.Optional;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** What went wrong with a record, and what to check, in a sentence for the user. */
final class KafkaTrouble {

    private KafkaTrouble() {}

    /** Why a record will never be taken, if that is so. */
    static Optional<String> refusal(Throwable failure, Delivery delivery, KafkaOptions options) {
        if (failure instanceof RecordTooLargeException) {
            return Optional.of("the event has " + delivery.body().length() + " bytes, max_bytes of this sink is "
                    + options.maxBytes() + ": " + text(failure)
                    + " Raise max_bytes, and max.message.bytes of the topic");
        }
        if (failure instanceof InvalidRecordException) {
            return Optional.of("the brokers do not take the record: " + text(failure));
        }
        if (failure instanceof InvalidTimestampException) {
            return Optional.of("the brokers do not take the event's time, " + delivery.time() + ": " + text(failure)
                    + " Check message.timestamp.before.max.ms and message.timestamp.after.max.ms of the topic");
        }
        return Optional.empty();
    }

    static String of(Throwable failure) {
        if (failure instanceof SslAuthenticationException) {
            return "TLS: " + deepest(failure)
                    + ". Check that ca_file holds the authority that signed the brokers' certificates, that they are for the names"
                    + " the brokers go by, and whether the brokers want a client certificate";
        }
        if (failure instanceof AuthenticationException) {
            return text(failure) + ". Check user, password and mechanism of login";
        }
        if (failure instanceof AuthorizationException) {
            return text(failure) + ". Check that the user may write to the topic, and IdempotentWrite on the cluster";
        }
        if (failure instanceof NotEnoughReplicasException || failure instanceof NotEnoughReplicasAfterAppendException) {
            return text(failure) + " Check that all brokers run, and min.insync.replicas of the topic";
        }
        if (failure instanceof TimeoutException) {
            return "no acknowledgement in time (" + text(failure)
                    + "). Check that the brokers run and listen at the addresses they tell, that the topic exists"
                    + " and its max.message.bytes is no less than max_bytes of this sink, and tls";
        }
        return text(failure) + ". Check the brokers' logs, brokers and topic of this sink";
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static String deepest(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest == failure ? text(failure) : text(failure) + " (" + text(deepest) + ")";
    }
}
