package io.rollcall.ledger;

import java.sql.SQLException;
import java.util.function.Consumer;

/** A time in which the database does not answer, told when it begins and when it is over. Thread-safe. */
final class Outage {

    private final PostgresAddress address;
    private final Consumer<String> person;
    private boolean isOn;

    /** @param person is told one sentence at a time */
    Outage(PostgresAddress address, Consumer<String> person) {
        this.address = address;
        this.person = person;
    }

    synchronized void met(SQLException trouble) {
        if (!isOn) {
            isOn = true;
            person.accept("the ledger " + address + " does not answer: " + PostgresTrouble.words(trouble)
                    + ". Nothing is delivered until it does, and nothing is lost; it is tried again");
        }
    }

    synchronized void over() {
        if (isOn) {
            isOn = false;
            person.accept("the ledger " + address + " answers again");
        }
    }

    synchronized boolean isOn() {
        return isOn;
    }
}
