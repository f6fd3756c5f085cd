package io.rollcall.bench.drift;

/**
 * Plain polling: reads on from where the last window ended, up to the present or a little before it.
 *
 * @param every how often
 * @param lag how far behind the present windows end
 */
record PointerRunner(long every, long lag) implements Runner {

    @Override
    public void run(Api api, Deliveries deliveries, long end) {
        long pointer = 0;
        int[] run = {1};
        while (api.now() < end) {
            long start = api.now();
            long to = start - lag;
            if (to > pointer) {
                boolean isComplete = api.read(pointer, to, (events, first, last, at) -> {
                    for (int i = first; i < last; i++) {
                        deliveries.deliver(events[i], at, run[0]);
                    }
                });
                pointer = isComplete ? to : pointer;
                run[0]++;
            }
            api.waitUntil(start + every);
        }
    }
}
