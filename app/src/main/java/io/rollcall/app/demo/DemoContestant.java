package io.rollcall.app.demo;

import io.rollcall.bench.receive.LineReceiver;
import io.rollcall.sim.oauth.ClientRegistration;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * What each collector of the demo has of its own: a name, a registration with a request budget of its own, and a receiver.
 *
 * @param name in the results
 * @param registration what it logs in with
 * @param receiver where it delivers to
 */
public record DemoContestant(String name, ClientRegistration registration, LineReceiver receiver)
        implements AutoCloseable {

    static DemoContestant of(String name, int number) throws IOException {
        return new DemoContestant(
                name,
                ClientRegistration.withSecret("aaaaaaaa-0000-4000-8000-00000000000" + number, name + "-secret~1"),
                new LineReceiver());
    }

    String secret() {
        return registration.secret().orElseThrow();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(receiver.host(), receiver.port());
    }

    @Override
    public void close() throws IOException {
        receiver.close();
    }
}
