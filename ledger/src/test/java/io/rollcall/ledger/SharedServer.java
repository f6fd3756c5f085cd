package io.rollcall.ledger;

import io.rollcall.engine.time.SystemClock;
import java.io.IOException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the PostgreSQL server that all tests of a run share; each takes a database of its own. Without PostgreSQL they are skipped. */
public final class SharedServer implements BeforeAllCallback, ParameterResolver {

    /** The server, closed when all tests of the run are over. */
    private record Running(PostgresServer server) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        PostgresServer.lacking().ifPresent(Assumptions::abort);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PostgresServer.class;
    }

    @Override
    public PostgresServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Running.class, unused -> started(), Running.class)
                .server();
    }

    private static Running started() {
        try {
            return new Running(PostgresServer.start(new SystemClock()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("PostgreSQL cannot be started", e);
        }
    }
}
