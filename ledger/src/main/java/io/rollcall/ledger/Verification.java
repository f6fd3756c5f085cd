package io.rollcall.ledger;

import io.rollcall.engine.memory.KeyChunk;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The check of a whole ledger. */
final class Verification {

    private Verification() {}

    static List<String> of(Connection connection) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            found.remove("ok");
            try (ResultSet row = statement.executeQuery("SELECT id, packed FROM key_chunk")) {
                while (row.next()) {
                    check(row.getLong(1), row.getBytes(2), found);
                }
            }
        }
        return found;
    }

    private static void check(long id, byte[] packed, List<String> found) {
        try {
            KeyChunk.decode(packed);
        } catch (IllegalArgumentException e) {
            found.add("key chunk " + id + ": " + e.getMessage());
        }
    }
}
