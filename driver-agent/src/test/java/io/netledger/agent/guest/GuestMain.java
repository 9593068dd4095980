package io.netledger.agent.guest;

import java.util.Arrays;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the classes that are named, and says of each test what became of it. */
final class GuestMain implements TestExecutionListener {

  static final String PASSED = "guest passed: ";
  static final String FAILED = "guest failed: ";
  static final String END = "guest end: ";

  private int passed;
  private int failed;

  private GuestMain() {}

  public static void main(String[] classes) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(Arrays.stream(classes).map(DiscoverySelectors::selectClass).toList())
            .build();
    GuestMain main = new GuestMain();
    LauncherFactory.create().execute(request, main);
    System.out.println(END + main.passed + " passed, " + main.failed + " failed");
    System.exit(0);
  }

  /** What fails before its tests begin is told too. */
  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean good = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
    if (test.isTest() || !good) {
      String name =
          test.getParentIdObject().map(id -> id.getLastSegment().getValue()).orElse("")
              + "."
              + test.getUniqueIdObject().getLastSegment().getValue();
      passed += good ? 1 : 0;
      failed += good ? 0 : 1;
      System.out.println((good ? PASSED : FAILED) + name);
      result.getThrowable().ifPresent(thrown -> thrown.printStackTrace(System.out));
    }
  }
}
