package io.rollcall.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements with parameters; an empty optional stands for NULL. */
final class Statements {

    private final Connection connection;

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** Turns a row into a value. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> rows(String sql, Reader<T> reader, Object... parameters) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            bind(query, parameters);
            List<T> values = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    values.add(reader.read(row));
                }
            }
            return values;
        }
    }

    /** The number of rows it concerned. */
    int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        }
    }

    private static Object stored(Object parameter) {
        return parameter instanceof String text ? Texts.stored(text) : parameter;
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof Optional<?> optional) {
                if (optional.isPresent()) {
                    statement.setObject(i + 1, stored(optional.get()));
                } else {
                    statement.setNull(i + 1, Types.NULL);
                }
            } else {
                statement.setObject(i + 1, stored(parameters[i]));
            }
        }
    }
}
