package io.rollcall.verify.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The compiled classes of the project, tests left out. A rule over too few of them fails: it would see nothing. */
final class Scan {

    static final String ROOT = "io.rollcall";

    /** Fewest classes a module must show; well below what it has, far above none. */
    private static final Map<String, Integer> LEAST = Map.of(
            "options", 15, "engine", 45, "ledger", 5, "audit", 30, "sources", 60, "sinks", 50, "sim", 90, "app", 10);

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(ROOT);

    private Scan() {}

    static JavaClasses all() {
        return require(ALL, LEAST.values().stream().mapToInt(Integer::intValue).sum());
    }

    /** What is shipped to collect events: neither measurements nor this module. */
    static JavaClasses product() {
        JavaClasses product = ALL.that(new Described(
                "of the product",
                it -> !module(it).equals("bench") && !module(it).equals("verify")));
        return require(
                product, LEAST.values().stream().mapToInt(Integer::intValue).sum());
    }

    static JavaClasses module(String name) {
        JavaClasses module =
                ALL.that(new Described("of " + name, it -> module(it).equals(name)));
        return require(module, LEAST.getOrDefault(name, 1));
    }

    static JavaClasses inPackage(String name, int least) {
        return require(
                ALL.that(new Described("in " + name, it -> it.getPackageName().equals(name))), least);
    }

    static List<String> modules() {
        return ALL.stream().map(Scan::module).distinct().sorted().collect(Collectors.toList());
    }

    /** The module a class belongs to: the package below the root; empty for classes of others. */
    static String module(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT + ".")) {
            return "";
        }
        String below = name.substring(ROOT.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    private static JavaClasses require(JavaClasses classes, int least) {
        assertThat(classes.size())
                .as("classes scanned (%s); too few, and the rule would pass on nothing", classes)
                .isGreaterThanOrEqualTo(least);
        return classes;
    }

    /** A predicate with a name. */
    private static final class Described extends com.tngtech.archunit.base.DescribedPredicate<JavaClass> {
        private final Predicate<JavaClass> predicate;

        Described(String description, Predicate<JavaClass> predicate) {
            super(description);
            this.predicate = predicate;
        }

        @Override
        public boolean test(JavaClass type) {
            return predicate.test(type);
        }
    }
}
