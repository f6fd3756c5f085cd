package io.rollcall.audit;

/** Is told how far a roll call is, by any thread. */
public interface Progress {

    /** Tells nobody. */
    Progress NONE = new Progress() {
        @Override
        public void reading(long bytes, long all) {}

        @Override
        public void comparing(int thousandths) {}

        @Override
        public void done() {}
    };

    /** @param bytes read so far of both sides, of {@code all} there are */
    void reading(long bytes, long all);

    /** @param thousandths of all parts compared */
    void comparing(int thousandths);

    void done();
}
