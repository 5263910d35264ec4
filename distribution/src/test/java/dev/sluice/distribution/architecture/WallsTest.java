package dev.sluice.distribution.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

/** What may know what: docs/decisions/0001-hexagon.md. */
@AnalyzeClasses(packages = "dev.sluice", importOptions = ImportOption.DoNotIncludeTests.class)
final class WallsTest {
    @ArchTest
    static final ArchRule CORE_IS_PURE = classes()
            .that()
            .resideInAPackage("dev.sluice.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.sluice.core..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule CORE_KNOWS_NO_TECHNOLOGY_OF_THE_PLATFORM = noClasses()
            .that()
            .resideInAPackage("dev.sluice.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "java.net.http..", "java.util.logging..");

    @ArchTest
    static final ArchRule NO_ADAPTER_KNOWS_ANOTHER = slices().matching(
                    "dev.sluice.(codec|provider|transport|config|logging|store).(*)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule NOTHING_KNOWS_THE_DISTRIBUTION = noClasses()
            .that()
            .resideOutsideOfPackage("dev.sluice.distribution..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.sluice.distribution..");

    @ArchTest
    static final ArchRule VERTX_STAYS_IN_THE_TRANSPORT = only("io.vertx..", "dev.sluice.transport.vertx..");

    @ArchTest
    static final ArchRule NETTY_STAYS_IN_THE_TRANSPORT = only("io.netty..", "dev.sluice.transport.vertx..");

    @ArchTest
    static final ArchRule JSON_STAYS_IN_THE_CODEC = only("jakarta.json..", "dev.sluice.codec.jsonb..");

    @ArchTest
    static final ArchRule YASSON_STAYS_IN_THE_CODEC = only("org.eclipse..", "dev.sluice.codec.jsonb..");

    @ArchTest
    static final ArchRule INJECTION_STAYS_IN_THE_DISTRIBUTION = only("io.micronaut..", "dev.sluice.distribution..");

    @ArchTest
    static final ArchRule YAML_STAYS_IN_THE_CONFIG = only("org.snakeyaml..", "dev.sluice.config.yaml..");

    @ArchTest
    static final ArchRule SQL_STAYS_IN_THE_STORE = only("java.sql..", "dev.sluice.store.jdbc..");

    @ArchTest
    static final ArchRule DATA_SOURCES_STAY_IN_THE_STORE = only("javax.sql..", "dev.sluice.store.jdbc..");

    @ArchTest
    static final ArchRule JDBI_STAYS_IN_THE_STORE = only("org.jdbi..", "dev.sluice.store.jdbc..");

    @ArchTest
    static final ArchRule FLYWAY_STAYS_IN_THE_STORE = only("org.flywaydb..", "dev.sluice.store.jdbc..");

    @ArchTest
    static final ArchRule NO_PROCESS_AND_NO_SCRIPT = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("javax.script..")
            .orShould()
            .callMethod(Runtime.class, "exec", String[].class);

    @ArchTest
    static final ArchRule TIME_AND_CHANCE_ARE_GIVEN_TO_THE_CORE = noClasses()
            .that()
            .resideInAnyPackage("dev.sluice.core..", "dev.sluice.provider..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule PORTS_ARE_SMALL = classes()
            .that()
            .resideInAPackage("dev.sluice.core.spi")
            .and()
            .areInterfaces()
            .should(haveAtMostFiveMethods());

    @ArchTest
    static final ArchRule NO_VERTX_TYPE_CROSSES_A_PORT = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.sluice.core.spi")
            .should()
            .haveRawReturnType(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("io..")));

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.sluice.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes().should(resideInANullMarkedPackage());

    private static ArchRule only(String library, String home) {
        return noClasses()
                .that()
                .resideInAPackage("dev.sluice..")
                .and()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static ArchCondition<JavaClass> haveAtMostFiveMethods() {
        return new ArchCondition<>("have at most five methods") {
            @Override
            public void check(JavaClass port, ConditionEvents events) {
                int count = port.getMethods().size();
                events.add(new SimpleConditionEvent(port, count <= 5, port.getName() + " has " + count));
            }
        };
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getName()));
            }
        };
    }
}
