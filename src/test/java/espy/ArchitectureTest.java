package espy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which room may use which. */
final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("espy");

    /** Everything up to and with probes. */
    private static final List<String> RECORDS =
            List.of("base", "gateway", "xfrm", "packet", "ike", "daemon", "netfilter", "host");

    private static final List<String> BELOW_THE_VIEWS =
            and(RECORDS, "probe", "checklist", "diagnosis", "run", "wireshark", "report", "settings", "demo", "target");

    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("base", List.of()),
            Map.entry("gateway", List.of("base")),
            Map.entry("xfrm", List.of("base")),
            Map.entry("packet", List.of("base")),
            Map.entry("ike", List.of("base", "packet")),
            Map.entry("daemon", List.of("base")),
            Map.entry("netfilter", List.of("base")),
            Map.entry("host", List.of("base")),
            Map.entry("probe", RECORDS),
            Map.entry("checklist", List.of("base", "probe")),
            Map.entry("diagnosis", and(RECORDS, "probe", "checklist")),
            Map.entry("run", and(RECORDS, "probe", "checklist", "diagnosis")),
            Map.entry("wireshark", List.of("base", "xfrm", "daemon")),
            Map.entry("report", and(RECORDS, "probe", "checklist", "diagnosis", "run")),
            Map.entry("settings", List.of("base")),
            Map.entry("demo", List.of("base", "gateway", "probe")),
            Map.entry("target", List.of("base", "gateway", "probe", "demo", "settings")),
            Map.entry("cli", BELOW_THE_VIEWS),
            Map.entry("ui", BELOW_THE_VIEWS));

    private static List<String> and(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    @TestFactory
    Stream<DynamicTest> aRoomUsesOnlyTheRoomsBelowIt() {
        return MAY_USE.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> classes()
                        .that()
                        .resideInAPackage("espy." + e.getKey() + "..")
                        .should()
                        .onlyDependOnClassesThat(outside().or(in(and(e.getValue(), e.getKey()))))
                        .check(CLASSES)));
    }

    private static DescribedPredicate<JavaClass> outside() {
        return DescribedPredicate.describe(
                "are not ours", c -> !c.getPackageName().startsWith("espy"));
    }

    private static DescribedPredicate<JavaClass> in(List<String> rooms) {
        return DescribedPredicate.describe(
                "are in " + rooms, c -> rooms.stream().anyMatch(r -> isIn(c, r)));
    }

    private static boolean isIn(JavaClass c, String room) {
        return c.getPackageName().equals("espy." + room) || c.getPackageName().startsWith("espy." + room + ".");
    }

    @Test
    void everyRoomIsInTheTable() {
        classes()
                .that()
                .resideInAPackage("espy..")
                .should()
                .resideInAnyPackage(Stream.concat(
                                Stream.of("espy"), MAY_USE.keySet().stream().map(r -> "espy." + r + ".."))
                        .toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void noCircles() {
        SlicesRuleDefinition.slices()
                .matching("espy.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void theCoreKnowsNoWindow() {
        noClasses()
                .that()
                .resideOutsideOfPackages("espy.ui..", "espy")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "atlantafx..", "org.kordamp..")
                .check(CLASSES);
    }
}
