package io.rollcall.verify.conservation;

import io.rollcall.engine.sink.Batch;
import io.rollcall.engine.sink.Delivery;
import io.rollcall.engine.sink.Receipt;
import io.rollcall.engine.sink.Refusal;
import io.rollcall.verify.balance.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A receiver that remembers what it got. Now and then it takes nothing, or refuses an event for good. */
final class RecordingSink implements Receiver {

    private static final double OUT_OF_ORDER = 0.03;
    private static final double REFUSED = 0.002;

    private final Random random;
    private final Received received = new Received();
    private final List<String> refused = new ArrayList<>();
    private final List<String> buried = new ArrayList<>();
    private long refusals;

    RecordingSink(Random random) {
        this.random = random;
    }

    @Override
    public synchronized Receipt write(Batch batch) {
        if (random.nextDouble() < OUT_OF_ORDER) {
            return Receipt.tryLater("this receiver is out of order for a moment");
        }
        List<Refusal> no = new ArrayList<>();
        for (int i = 0; i < batch.deliveries().size(); i++) {
            Delivery delivery = batch.deliveries().get(i);
            if (delivery.kind() != Delivery.Kind.NOTICE && random.nextDouble() < REFUSED) {
                no.add(new Refusal(i, "this receiver does not like it"));
                refused.add(delivery.body().toString());
            } else {
                received.add(delivery.body().toString());
            }
        }
        return new Receipt.Accepted(no);
    }

    @Override
    public synchronized void keep(List<Letter> letters) {
        letters.forEach(letter -> buried.add(letter.delivery().body().toString()));
        buried.forEach(received::add);
        if (!refused.equals(buried)) {
            throw new AssertionError("refused were " + refused + ", but kept as dead letters " + buried);
        }
        refusals += refused.size();
        refused.clear();
        buried.clear();
    }

    @Override
    public synchronized Received received() {
        return received;
    }

    @Override
    public synchronized long refused() {
        return refusals;
    }

    @Override
    public String promise() {
        return "accepted means remembered";
    }

    @Override
    public String probe() {
        return "always there";
    }

    @Override
    public void close() {
        // Keeps what it has.
    }
}
