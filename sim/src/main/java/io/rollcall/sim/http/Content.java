package io.rollcall.sim.http;

import java.io.IOException;
import java.io.OutputStream;

/** Body of a response. */
public sealed interface Content {
    /** Outcome of the branch for the case at hand. */
    <T> T fold(Branches<T> branches) throws IOException, InterruptedException;

    /** Body held in memory. */
    record Bytes(String type, byte[] bytes) implements Content {
        @Override
        public <T> T fold(Branches<T> branches) throws IOException, InterruptedException {
            return branches.bytes(this);
        }
    }

    /** Body of unknown length, written as it is made. */
    record Streamed(String type, Writer writer) implements Content {
        @Override
        public <T> T fold(Branches<T> branches) throws IOException, InterruptedException {
            return branches.streamed(this);
        }
    }

    /** One branch per case. */
    interface Branches<T> {
        T bytes(Bytes content) throws IOException, InterruptedException;

        T streamed(Streamed content) throws IOException, InterruptedException;
    }

    /** Source of a streamed body. */
    @FunctionalInterface
    interface Writer {
        void writeTo(OutputStream stream) throws IOException;
    }
}
