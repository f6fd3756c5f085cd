package io.rollcall.ledger;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a ledger in PostgreSQL is, and how to get in.
 *
 * @param hosts a name, a name and a port ({@code db:5432}), or several with commas between; the first that may be written to is used
 * @param password empty if the server asks for none
 * @param tls whether to speak TLS and to check the server's certificate and name
 * @param authorities PEM file of the authorities trusted; empty for those of the Java runtime
 */
public record PostgresAddress(
        String hosts,
        String database,
        String user,
        Optional<String> password,
        boolean tls,
        Optional<Path> authorities) {

    private static final String CONNECT_SECONDS = "10";
    private static final String ANSWER_SECONDS = "30";

    String url() {
        return "jdbc:postgresql://" + hosts + "/" + database;
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        password.ifPresent(secret -> properties.setProperty("password", secret));
        properties.setProperty("sslmode", tls ? "verify-full" : "disable");
        if (tls && authorities.isPresent()) {
            properties.setProperty("sslrootcert", authorities.get().toString());
        } else if (tls) {
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        properties.setProperty("ApplicationName", "rollcall");
        properties.setProperty("currentSchema", "rollcall");
        properties.setProperty("targetServerType", "primary");
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        properties.setProperty("socketTimeout", ANSWER_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "postgresql://" + hosts + "/" + database;
    }
}
