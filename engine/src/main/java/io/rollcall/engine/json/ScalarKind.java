package io.rollcall.engine.json;

/** The kinds of JSON values that hold no others. */
public enum ScalarKind {
    TEXT,
    NUMBER,
    TRUE,
    FALSE,
    NULL
}
