package io.netledger.network;

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
import io.netledger.eventstore.Work;

/** Who may know whom in network-service. */
@AnalyzeClasses(packages = "io.netledger.network", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String[] FEATURES = {
    "io.netledger.network.name..",
    "io.netledger.network.network..",
    "io.netledger.network.sandbox..",
    "io.netledger.network.endpoint..",
    "io.netledger.network.host..",
    "io.netledger.network.guest..",
    "io.netledger.network.join..",
    "io.netledger.network.port..",
    "io.netledger.network.service..",
    "io.netledger.network.vni..",
    "io.netledger.network.failure.."
  };

  private ArchitectureTest() {}

  private static DescribedPredicate<JavaClass> pure() {
    DescribedPredicate<JavaClass> language =
        resideInAnyPackage("java.lang", "java.lang.invoke", "java.lang.runtime", "java.util..");
    DescribedPredicate<JavaClass> values =
        resideInAnyPackage(
            "io.netledger.address", "io.netledger.refusal", "org.pcollections", "org.jspecify..");
    DescribedPredicate<JavaClass> time = JavaClass.Predicates.type(java.time.Instant.class);
    DescribedPredicate<JavaClass> shapes =
        JavaClass.Predicates.type(Decider.class).or(JavaClass.Predicates.type(Work.class));
    return language
        .and(DescribedPredicate.not(resideInAnyPackage("java.util.concurrent..")))
        .and(DescribedPredicate.not(JavaClass.Predicates.type(java.util.Random.class)))
        .and(DescribedPredicate.not(JavaClass.Predicates.type(java.util.UUID.class)))
        .or(values)
        .or(time)
        .or(shapes)
        .or(resideInAnyPackage(FEATURES))
        .or(arrays());
  }

  private static DescribedPredicate<JavaClass> arrays() {
    return DescribedPredicate.describe("arrays and primitives", JavaClass::isPrimitive)
        .or(DescribedPredicate.describe("arrays", JavaClass::isArray));
  }

  @ArchTest
  static final ArchRule deciders_and_evolutions_are_pure =
      classes()
          .that()
          .haveNameMatching(".*(Decider|Evolution|Command|Event)(\\$.*)?")
          .should()
          .onlyDependOnClassesThat(pure());

  @ArchTest
  static final ArchRule rules_across_streams_are_pure =
      classes()
          .that()
          .resideInAPackage("io.netledger.network.rules")
          .should()
          .onlyDependOnClassesThat(
              pure()
                  .or(JavaClass.Predicates.type(Kinds.class))
                  .or(JavaClass.Predicates.type(io.netledger.eventstore.StreamKind.class))
                  .or(resideInAnyPackage("io.netledger.network.rules")));

  @ArchTest
  static final ArchRule nobody_in_a_feature_looks_at_a_clock =
      noClasses()
          .that()
          .resideInAnyPackage(FEATURES)
          .should()
          .callMethod(java.time.Instant.class, "now");

  @ArchTest
  static final ArchRule protobuf_stays_at_the_edges =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.netledger.network.rpc..", "io.netledger.network.hosts..",
              "io.netledger.network.query..", "io.netledger.network.plan..")
          .and()
          .haveNameNotMatching(".*(Codec|Client|Rpc)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.google.protobuf..", "io.netledger.proto..");

  @ArchTest
  static final ArchRule features_know_no_shell =
      noClasses()
          .that()
          .resideInAnyPackage(FEATURES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.netledger.network.rules..",
              "io.netledger.network.process..",
              "io.netledger.network.rpc..",
              "io.netledger.network.ipam..");

  @ArchTest
  static final ArchRule only_the_shell_knows_axon =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.axonframework..");

  @ArchTest
  static final ArchRule names_say_what_a_thing_is =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Abstract[A-Z]\\w*|Base[A-Z]\\w*)");
}
