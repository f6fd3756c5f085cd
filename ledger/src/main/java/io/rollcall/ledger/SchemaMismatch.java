package io.rollcall.ledger;

import java.sql.SQLException;

/** A ledger whose tables are of a version this program does not use; the message says which one to use. */
final class SchemaMismatch extends SQLException {

    private static final long serialVersionUID = 1;

    SchemaMismatch(String message) {
        super(message);
    }
}
