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
    },

    /** PostgreSQL 12 or newer. */
    POSTGRESQL {
        @Override
        String of(String script) {
            return script.replace("id INTEGER PRIMARY KEY", "id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY")
                    .replaceAll("\\bINTEGER\\b", "BIGINT")
                    .replaceAll("\\bBLOB\\b", "BYTEA")
                    .replaceAll("\\bREAL\\b", "DOUBLE PRECISION")
                    .replaceAll("\\bTEXT\\b(?!\\[)", "TEXT COLLATE \"C\"")
                    .replace("x''", "''::bytea")
                    .replace(" WITHOUT ROWID", "");
        }

        @Override
        int version(Connection connection, String part) throws SQLException {
            boolean isThere = number(connection, "SELECT count(to_regclass('schema_version'))") > 0;
            return isThere ? number(connection, "SELECT version FROM schema_version WHERE part = '" + part + "'") : 0;
        }

        @Override
        String setVersion(String part, int version) {
            return "INSERT INTO schema_version VALUES ('" + part + "', " + version
                    + ") ON CONFLICT (part) DO UPDATE SET version = excluded.version";
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
