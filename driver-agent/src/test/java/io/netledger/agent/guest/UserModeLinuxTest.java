package io.netledger.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.kernel.IpvlanGuest;
import io.netledger.agent.kernel.VlanGuest;
import io.netledger.agent.sync.SharedVlanGuest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs tests of link kinds that many kernels lack (ipvlan, 802.1Q, dummy) by the kernel of Debian's
 * package user-mode-linux, and shows each as a test of its own.
 */
class UserModeLinuxTest {

  private static final List<Class<?>> GUESTS =
      List.of(IpvlanGuest.class, VlanGuest.class, SharedVlanGuest.class);

  @TestFactory
  Stream<DynamicTest> inUserModeLinux(@TempDir Path directory) throws Exception {
    UserModeLinux linux = UserModeLinux.installed();
    List<String> said = linux.run(directory, java());
    String kernel = "Linux " + linux.release() + " in user mode: ";
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      String line = said.get(i);
      if (line.startsWith(GuestMain.PASSED)) {
        String name = line.substring(GuestMain.PASSED.length());
        System.out.println(kernel + name + " passed");
        tests.add(DynamicTest.dynamicTest(kernel + name, () -> {}));
      } else if (line.startsWith(GuestMain.FAILED)) {
        String name = line.substring(GuestMain.FAILED.length());
        String why = String.join("\n", said.subList(i, Math.min(said.size(), i + 30)));
        tests.add(
            DynamicTest.dynamicTest(
                kernel + name,
                () -> {
                  throw new AssertionError(why);
                }));
      }
    }
    tests.add(DynamicTest.dynamicTest(kernel + "all were run", () -> assertComplete(said)));
    return tests.stream();
  }

  /** Without its closing line, the guest has died in between. */
  private static void assertComplete(List<String> said) {
    assertThat(said).anyMatch(line -> line.startsWith(GuestMain.END));
    assertThat(said.stream().filter(line -> line.startsWith(GuestMain.PASSED)).count())
        .as(String.join("\n", said))
        .isGreaterThanOrEqualTo(GUESTS.size());
  }

  private static List<String> java() {
    List<String> words =
        new ArrayList<>(
            List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=/mnt",
                "-Dnetledger.guest=true",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                GuestMain.class.getName()));
    GUESTS.forEach(guest -> words.add(guest.getName()));
    return words;
  }
}
