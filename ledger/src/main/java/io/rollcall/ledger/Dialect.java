package io.rollcall.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How a database writes what the tables need. Scripts are written as SQLite has them; all other statements suit each. */
enum Dialect {
    /** SQLite 3.35 or newer, which has RETURNING. */
    SQLITE {
        @Override
        String of(String script) {
            return script;
        }

        @Override
        int version(Connection connection, String part) throws SQLException {
            return number(connection, "PRAGMA user_version");
        }

        @Override
        String setVersion(String part, int version) {
            return "PRAGMA user_version = " + version;
        }
    };

    /** A command of a script in this dialect. */
    abstract String of(String script);

    /** The version that a part of the database has; zero if it has none yet. */
    abstract int version(Connection connection, String part) throws SQLException;

    /** The command that notes which version a part has. */
    abstract String setVersion(String part, int version);

    static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
