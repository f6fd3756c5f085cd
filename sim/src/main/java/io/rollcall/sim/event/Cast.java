package io.rollcall.sim.event;

import io.rollcall.sim.random.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The invented people, places and programs that appear in records. Names end in {@code contoso.example}; addresses come
 * from the documentation ranges of RFC 5737 and RFC 3849.
 */
public final class Cast {
    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Bela", "Chidi", "Dana", "Emre", "Farah", "Goran", "Hana", "Ivo", "Jun", "Kofi", "Lena", "Mira",
            "Noor", "Otto", "Pia", "Quinn", "Rosa", "Sven", "Tala", "Uma", "Vito", "Wanda", "Yara", "Zeno");
    private static final List<String> LAST_NAMES = List.of(
            "Abara",
            "Bianchi",
            "Castell",
            "Dvorak",
            "Ekström",
            "Fujita",
            "Grün",
            "Holub",
            "Ilic",
            "Jansen",
            "Kowal",
            "Lindqvist",
            "Moreau",
            "Novak",
            "Okafor",
            "Petrov",
            "Quispe",
            "Rossi",
            "Sato",
            "Tanaka");
    private static final List<Place> PLACES = List.of(
            new Place("Seattle", "Washington", "US", 47.6062, -122.3321),
            new Place("Redmond", "Washington", "US", 47.6805, -122.1209),
            new Place("München", "Bayern", "DE", 48.1371, 11.5754),
            new Place("Göteborg", "Västra Götaland", "SE", 57.7089, 11.9746),
            new Place("São Paulo", "São Paulo", "BR", -23.5505, -46.6333),
            new Place("大阪市", "大阪府", "JP", 34.6937, 135.5023),
            new Place("Nairobi", "Nairobi", "KE", -1.2921, 36.8219));
    private static final List<App> APPS = List.of(
            new App("c44b4083-3bb0-49c1-b47d-974e53cbdf3c", "Azure Portal"),
            new App("0a10f600-0000-4000-8000-000000000001", "Contoso Mail"),
            new App("0a10f600-0000-4000-8000-000000000002", "Contoso Payroll"),
            new App("0a10f600-0000-4000-8000-000000000003", "Contoso \"Files\" & Sync"),
            new App("0a10f600-0000-4000-8000-000000000004", "Contoso Ledger"),
            new App("0a10f600-0000-4000-8000-000000000005", "Contoso Field Service"));
    private static final List<App> RESOURCES = List.of(
            new App("797f4846-ba00-4fd7-ba43-dac1f8f63013", "Azure Resource Manager"),
            new App("00000003-0000-0000-c000-000000000000", "Microsoft Graph"),
            new App("0a10f600-0000-4000-8000-000000000011", "Contoso Files"),
            new App("0a10f600-0000-4000-8000-000000000012", "Contoso Mail Store"));
    private static final List<App> WORKLOADS = List.of(
            new App("0a10f600-0000-4000-8000-000000000021", "ci-deployer"),
            new App("0a10f600-0000-4000-8000-000000000022", "backup-agent"),
            new App("0a10f600-0000-4000-8000-000000000023", "Contoso Sync"),
            new App("0a10f600-0000-4000-8000-000000000024", "billing-export"));
    private static final List<Device> DEVICES = List.of(
            new Device(
                    "Windows10",
                    "Edge 141.0.0",
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
                            + " (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0"),
            new Device(
                    "MacOs",
                    "Safari 18.5",
                    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"
                            + " (KHTML, like Gecko) Version/18.5 Safari/605.1.15"),
            new Device(
                    "Linux", "Firefox 140.0", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
            new Device(
                    "Ios 18.4",
                    "Mobile Safari",
                    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X)"
                            + " AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Mobile/15E148 Safari/604.1"));

    private static final List<Person> PEOPLE = people();

    private Cast() {}

    public static Person person(Draws draws) {
        return draws.pick(PEOPLE);
    }

    public static Place place(Draws draws) {
        return draws.pick(PLACES);
    }

    /** Program that a person signs in to. */
    public static App app(Draws draws) {
        return draws.pick(APPS);
    }

    public static App resource(Draws draws) {
        return draws.pick(RESOURCES);
    }

    /** Program that signs in on its own. */
    public static App workload(Draws draws) {
        return draws.pick(WORKLOADS);
    }

    public static Device device(Draws draws) {
        return draws.pick(DEVICES);
    }

    /** Address from a documentation range; about one in eight is IPv6. */
    public static String address(Draws draws) {
        int host = 1 + draws.below(254);
        return switch (draws.below(8)) {
            case 0, 1, 2 -> "192.0.2." + host;
            case 3, 4 -> "198.51.100." + host;
            case 5, 6 -> "203.0.113." + host;
            default -> "2001:db8:" + Integer.toHexString(draws.below(0xffff)) + "::" + Integer.toHexString(host);
        };
    }

    private static List<Person> people() {
        List<Person> people = new ArrayList<>();
        for (String first : FIRST_NAMES) {
            for (String last : LAST_NAMES) {
                String objectId = String.format(Locale.ROOT, "a0000000-0000-4000-8000-%012x", people.size());
                String mailbox = plain(first) + "." + plain(last) + "@contoso.example";
                people.add(new Person(objectId, first + " " + last, mailbox));
            }
        }
        return List.copyOf(people);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("ö", "oe").replace("ü", "ue");
    }

    /** A member of the tenant. */
    public record Person(String objectId, String displayName, String userPrincipalName) {}

    /** Where a sign-in came from. */
    public record Place(String city, String state, String country, double latitude, double longitude) {}

    /** A program and its application id. */
    public record App(String id, String displayName) {}

    /** What somebody signed in with. */
    public record Device(String operatingSystem, String browser, String userAgent) {}
}
