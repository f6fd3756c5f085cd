package io.rollcall.sinks.stream;

import io.rollcall.engine.sink.Delivery;
import io.rollcall.sinks.message.ByteTarget;
import io.rollcall.sinks.message.Framing;
import io.rollcall.sinks.message.MessageEncoder;
import java.io.IOException;

/** JSON with or without a syslog header, in a framing. */
record FramedMessages(MessageEncoder encoder, Framing framing) implements Messages {

    @Override
    public long size(Delivery delivery) {
        return encoder.size(delivery);
    }

    @Override
    public void encode(Delivery delivery, ByteTarget target) throws IOException, InterruptedException {
        encoder.encode(delivery, framing, target);
    }
}
