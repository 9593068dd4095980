package io.netledger.eventstore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom inside the event store. */
@AnalyzeClasses(packages = "io.netledger.eventstore", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  /** Views are fed by Axon's processors; the log itself is written and read without it. */
  @ArchTest
  final ArchRule only_the_feeding_of_views_knows_axon =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.(View[A-Z]|FeedSource|TokenText).*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.axonframework..");

  @ArchTest
  final ArchRule the_event_store_knows_no_networks =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.netledger.eventstore.rpc")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.netledger.proto..",
              "io.netledger.address..",
              "io.netledger.refusal..",
              "io.netledger.wire..",
              "com.google.protobuf..",
              "io.grpc..");

  @ArchTest
  final ArchRule a_decider_needs_only_its_arguments =
      noClasses()
          .that()
          .haveSimpleName("Decider")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("java.lang", "java.util", "io.netledger.eventstore");
}
