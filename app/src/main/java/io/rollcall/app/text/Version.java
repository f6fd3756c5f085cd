package io.rollcall.app.text;

/** This program's version, as {@code rollcall --version} prints it. */
public final class Version {

    public static final String NUMBER = "0.1.0";

    private Version() {}
}
