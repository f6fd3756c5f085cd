package io.rollcall.sinks.sentinel;

import io.rollcall.options.Secret;
import io.rollcall.options.Section;
import io.rollcall.options.Section.Alternative;
import io.rollcall.options.Types;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Who we are to Azure. */
public sealed interface AzureIdentity {

    /** The case, handled exhaustively. */
    <T> T fold(Function<Application, T> application, Function<Managed, T> managed);

    /** Reads it out of its mapping. */
    static AzureIdentity read(Section section) {
        return section.choice(
                "kind",
                "Who we are to Azure.",
                List.of(
                        new Alternative<>(
                                "application", "An application registered in Entra, with a secret.", Application::read),
                        new Alternative<>(
                                "managed", "The managed identity of the machine in Azure we run on.", Managed::read)));
    }

    /**
     * An application registered in Entra.
     *
     * @param authority where tokens are had
     */
    record Application(String tenant, String clientId, Secret clientSecret, URI authority) implements AzureIdentity {

        private static final URI AUTHORITY = URI.create("https://login.microsoftonline.com");

        private static Application read(Section section) {
            return new Application(
                    section.required("tenant", Types.TEXT, "The tenant's id.", "11111111-2222-4333-8444-555555555555"),
                    section.required(
                            "client_id", Types.TEXT, "The application's id.", "66666666-7777-4888-8999-000000000000"),
                    section.required(
                            "client_secret",
                            Types.SECRET,
                            "The application's secret.",
                            new Secret("${env:SENTINEL_SECRET}")),
                    section.optional(
                            "authority",
                            Types.HTTP_URI,
                            AUTHORITY,
                            "Where tokens are had; others for national clouds."));
        }

        @Override
        public <T> T fold(Function<Application, T> application, Function<Managed, T> managed) {
            return application.apply(this);
        }
    }

    /**
     * A managed identity.
     *
     * @param clientId which one, where the machine has several
     * @param endpoint of the machine's metadata service
     */
    record Managed(Optional<String> clientId, URI endpoint) implements AzureIdentity {

        private static final URI METADATA = URI.create("http://169.254.169.254/metadata/identity/oauth2/token");

        private static Managed read(Section section) {
            return new Managed(
                    section.maybe(
                            "client_id",
                            Types.TEXT,
                            "Which identity, where the machine has several.",
                            "66666666-7777-4888-8999-000000000000"),
                    section.optional(
                            "metadata_url",
                            Types.HTTP_URI,
                            METADATA,
                            "The machine's metadata service, for its tokens."));
        }

        @Override
        public <T> T fold(Function<Application, T> application, Function<Managed, T> managed) {
            return managed.apply(this);
        }
    }
}
