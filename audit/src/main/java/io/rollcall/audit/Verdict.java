package io.rollcall.audit;

/** What a roll call comes to. */
public enum Verdict {
    /** Every event of the truth is in the copy. */
    COMPLETE("complete", 0),
    /** Events of the truth are missing in the copy. */
    GAPS("gaps", 1),
    /** It cannot be told. */
    UNKNOWN("could not tell", 2);

    private final String title;
    private final int exitCode;

    Verdict(String title, int exitCode) {
        this.title = title;
        this.exitCode = exitCode;
    }

    public String title() {
        return title;
    }

    /** Of a program that ends with it. */
    public int exitCode() {
        return exitCode;
    }
}
