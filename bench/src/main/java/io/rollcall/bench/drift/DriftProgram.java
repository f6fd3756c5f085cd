package io.rollcall.bench.drift;

import io.rollcall.engine.plan.AdaptiveSettings;
import io.rollcall.engine.plan.ExpectedDelay;
import io.rollcall.engine.plan.Ladders;
import java.time.Duration;

public final class DriftProgram {
    private DriftProgram() {}

    public static void main(String[] args) {
        int days = Integer.parseInt(args[0]);
        long end = days * World.DAY;
        for (DriftLaw law : DriftLaw.values()) {
            if (args.length > 1 && !args[1].contains(law.label())) continue;
            World world = Worlds.of(law, Volume.NORMAL, days, 1);
            for (String name : (args.length > 2 ? args[2] : "naive,lag,fixed,ladder,a0.84,a2.5").split(",")) {
                Api api = new Api(world, 1000, end, 2);
                Deliveries d = new Deliveries(world, name.equals("fixed"));
                long t = System.nanoTime();
                Runner r = switch (name.charAt(0)) {
                    case 'n' -> new PointerRunner(3 * World.MINUTE, 0);
                    case 'l' -> name.equals("lag") ? new PointerRunner(3 * World.MINUTE, 15 * World.MINUTE)
                            : new ScheduledRunner(Ladders.doubling(Duration.ofMinutes(15), Duration.ofMinutes(3), Duration.ofDays(30)), Duration.ofMinutes(500));
                    case 'f' -> new ScheduledRunner(new io.rollcall.engine.plan.FixedSchedule(java.util.List.of(new io.rollcall.engine.plan.FixedSchedule.Tier(Duration.ofMinutes(360), Duration.ofMinutes(3)))), Duration.ofDays(40));
                    default -> new AdaptiveRunner(AdaptiveSettings.standard(), new ExpectedDelay(), Double.parseDouble(name.substring(1)), 1000, Duration.ofMinutes(5), Long.MAX_VALUE / 4);
                };
                r.run(api, d, end);
                Result x = Result.of(law.label(), "normal", 1000, name, world, api, d, 4 * World.DAY, 12 * World.DAY, end);
                System.out.println(x.text() + String.format(" %.1fs", (System.nanoTime() - t) / 1e9) + (r instanceof AdaptiveRunner a ? " us/dec " + (int) a.microsPerDecision() + " dec " + a.decisions + " " + a.spent.entrySet().stream().map(e -> e.getKey() + "=" + java.util.Arrays.toString(e.getValue())).toList() : ""));
            }
        }
    }
}
