package io.rollcall.sources.read;

import io.rollcall.engine.source.SourceFault;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A request sent before its answer is wanted, so that the answer travels while something else is done. Used by one thread at a
 * time.
 */
final class EarlyAsk {

    private final ApiClient client;
    private final Optional<Executor> helper;
    private @Nullable String asked;
    private @Nullable CompletableFuture<Reply> coming;

    /** @param helper waits for answers; if there is none, nothing is sent early */
    EarlyAsk(ApiClient client, Optional<Executor> helper) {
        this.client = client;
        this.helper = helper;
    }

    boolean isPossible() {
        return helper.isPresent();
    }

    /** Sends what will be wanted next, unless it is on its way already. */
    void send(Ask ask) {
        if (helper.isEmpty() || ask.target().equals(asked)) {
            return;
        }
        asked = ask.target();
        coming = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return client.send(ask);
                    } catch (SourceFault | InterruptedException e) {
                        throw new CompletionException(e);
                    }
                },
                helper.get());
    }

    /** The answer to what is wanted now, whether it was sent early or not; one that is not wanted is dropped. */
    Reply answer(Ask ask) throws SourceFault, InterruptedException {
        CompletableFuture<Reply> early = ask.target().equals(asked) ? coming : null;
        asked = null;
        coming = null;
        return early == null ? client.send(ask) : await(early);
    }

    private static Reply await(CompletableFuture<Reply> early) throws SourceFault, InterruptedException {
        try {
            return early.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SourceFault fault) {
                throw fault;
            }
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("interrupted while fetching");
            }
            if (e.getCause() instanceof RuntimeException unforeseen) {
                throw unforeseen;
            }
            throw new IllegalStateException("a request failed in an unforeseen way", e.getCause());
        }
    }
}
