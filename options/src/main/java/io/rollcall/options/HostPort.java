package io.rollcall.options;

import io.rollcall.options.Type.BadValue;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network address as people write it: {@code siem.example.com:6514}, {@code 192.0.2.7:514} or {@code [2001:db8::1]:514}.
 *
 * @param host name or address, without brackets
 * @param port from 1 to 65535
 */
public record HostPort(String host, int port) {

    private static final Pattern WRITTEN =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.%a-z]+)]|([^\\[\\]:\\s/]+)):([0-9]{1,5})");

    public HostPort {
        Objects.requireNonNull(host, "host");
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be from 1 to 65535: " + port);
        }
    }

    /** Reads an address. */
    public static HostPort parse(String text) throws BadValue {
        Matcher matcher = WRITTEN.matcher(text.trim());
        if (!matcher.matches()) {
            throw new BadValue("must be host:port, for example siem.example.com:514 or [2001:db8::1]:514");
        }
        int port = Integer.parseInt(matcher.group(3));
        if (port < 1 || port > 65535) {
            throw new BadValue("must have a port from 1 to 65535");
        }
        return new HostPort(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
