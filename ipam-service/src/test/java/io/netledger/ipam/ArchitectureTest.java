package io.netledger.ipam;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.netledger.eventstore.Decider;

/** Who may know whom in ipam-service. Think hard about the layering before changing a rule. */
@AnalyzeClasses(packages = "io.netledger.ipam", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  private ArchitectureTest() {}

  private static final String[] IMPURE = {
    "java.io..", "java.net..", "java.nio..", "java.sql..", "java.time..", "java.util.concurrent.."
  };

  private static final DescribedPredicate<JavaClass> DECIDING =
      resideInAnyPackage("io.netledger.ipam.pool", "io.netledger.ipam.space")
          .and(
              DescribedPredicate.describe(
                  "not a codec", type -> !type.getSimpleName().endsWith("Codec")));

  @ArchTest
  static final ArchRule deciders_are_pure =
      classes()
          .that(DECIDING)
          .should()
          .onlyDependOnClassesThat(
              DECIDING
                  .or(
                      resideInAnyPackage(
                          "java.lang..",
                          "java.math",
                          "java.util",
                          "java.util.function",
                          "java.util.stream",
                          "java.util.regex",
                          "io.netledger.address",
                          "io.netledger.refusal",
                          "org.pcollections",
                          "org.jspecify.annotations"))
                  .or(JavaClass.Predicates.type(Decider.class)));

  @ArchTest
  static final ArchRule deciders_draw_no_lots =
      noClasses()
          .that(DECIDING)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(IMPURE)
                  .or(JavaClass.Predicates.type(java.util.Random.class))
                  .or(JavaClass.Predicates.type(java.util.UUID.class))
                  .or(JavaClass.Predicates.type(System.class)));

  @ArchTest
  static final ArchRule messages_stay_at_the_edge =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.netledger.ipam.rpc")
          .and()
          .haveSimpleNameNotEndingWith("Codec")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.netledger.proto..", "com.google.protobuf..", "io.grpc.."));

  @ArchTest
  static final ArchRule only_the_shell_knows_axon =
      noClasses().should().dependOnClassesThat(resideInAPackage("org.axonframework.."));

  @ArchTest
  static final ArchRule no_other_service_is_known =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.netledger.network..",
                  "io.netledger.agent..",
                  "io.netledger.cli..",
                  "io.netledger.deploy.."));

  @ArchTest
  static final ArchRule names_say_what_a_thing_is =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Abstract[A-Z]\\w*|Base[A-Z]\\w*)");

  @ArchTest
  static final ArchRule nothing_is_executed =
      noClasses()
          .should()
          .dependOnClassesThat(JavaClass.Predicates.type(ProcessBuilder.class))
          .orShould()
          .callMethod(Runtime.class, "exec", String[].class);
}
