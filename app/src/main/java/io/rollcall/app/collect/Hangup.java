package io.rollcall.app.collect;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * The signal SIGHUP, by which people ask a service to read its configuration again. Java has no public way to it; the one there is
 * (module {@code jdk.unsupported}) is used by reflection, and where it is missing, as on Windows, nothing happens.
 */
public final class Hangup {

    private static final String NAME = "HUP";

    private Hangup() {}

    /**
     * Has something done at each signal, by a thread of the runtime's.
     *
     * @return whether there is such a signal here
     */
    static boolean handle(Runnable task) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Hangup.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            task.run();
                            return null;
                        }
                        throw new UnsupportedOperationException(method.getName());
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(NAME), proxy);
            return true;
        } catch (InvocationTargetException noSuchSignal) {
            return false;
        } catch (ReflectiveOperationException noSuchClass) {
            return false;
        }
    }
}
