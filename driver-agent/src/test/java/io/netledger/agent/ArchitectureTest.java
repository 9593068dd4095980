package io.netledger.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. Think hard about the layering before changing a rule here. */
@AnalyzeClasses(
    packages = "io.netledger.agent",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  final ArchRule plans_are_values =
      noClasses()
          .that()
          .resideInAPackage("io.netledger.agent.plan..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.netledger.agent.driver..",
              "io.netledger.agent.kernel..",
              "io.netledger.agent.netlink..",
              "io.netledger.agent.netns..",
              "io.netledger.agent.sync..",
              "io.netledger.proto..",
              "com.sun.jna..");

  @ArchTest
  final ArchRule drivers_only_plan =
      noClasses()
          .that()
          .resideInAPackage("io.netledger.agent.driver..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.netledger.agent.kernel..",
              "io.netledger.agent.netlink..",
              "io.netledger.agent.netns..",
              "io.netledger.agent.sync..",
              "io.netledger.proto..",
              "com.sun.jna..");

  @ArchTest
  final ArchRule netlink_knows_no_networks =
      noClasses()
          .that()
          .resideInAnyPackage("io.netledger.agent.netlink..", "io.netledger.agent.netns..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.netledger.agent.plan..",
              "io.netledger.agent.driver..",
              "io.netledger.agent.kernel..",
              "io.netledger.agent.sync..");

  @ArchTest
  final ArchRule names_know_no_kernel =
      noClasses()
          .that()
          .resideInAPackage("io.netledger.agent.names..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.netledger.agent.driver..",
              "io.netledger.agent.kernel..",
              "io.netledger.agent.netlink..",
              "io.netledger.agent.sync..",
              "com.sun.jna..");

  @ArchTest
  final ArchRule the_kernel_knows_no_driver_and_no_wire =
      noClasses()
          .that()
          .resideInAPackage("io.netledger.agent.kernel..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.netledger.agent.driver..",
              "io.netledger.agent.sync..",
              "io.netledger.proto..",
              "io.grpc..",
              "com.sun.jna..");

  @ArchTest
  final ArchRule words_stay_at_the_edge =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.netledger.agent.sync..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.netledger.proto..", "com.google.protobuf..", "io.grpc..");

  @ArchTest
  final ArchRule native_code_is_called_in_one_place =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.netledger.agent.netlink..", "io.netledger.agent.netns..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.jna..");

  @ArchTest
  final ArchRule no_command_changes_a_network =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.ProcessBuilder")
          .orShould()
          .callMethod(Runtime.class, "exec", String[].class)
          .orShould()
          .callMethod(Runtime.class, "exec", String.class);

  @ArchTest
  final ArchRule no_kernel_work_on_virtual_threads =
      noClasses()
          .should()
          .callMethod(Thread.class, "ofVirtual")
          .orShould()
          .callMethod(Thread.class, "startVirtualThread", Runnable.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  final ArchRule names_say_what_a_thing_is =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Abstract[A-Z]\\w*|Base[A-Z]\\w*)");
}
