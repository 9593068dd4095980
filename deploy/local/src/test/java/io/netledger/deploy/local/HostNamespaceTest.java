package io.netledger.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In real namespaces: those of root if we are root, else those of a user namespace. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class HostNamespaceTest {

  @TempDir Path directory;

  private DataDirectory data;
  private HostNamespace host;
  private UserNamespace user;

  @BeforeEach
  void boot() {
    data = DataDirectory.of(directory);
    data.prepare();
    host = new HostNamespace("host-1", data);
    user = UserNamespace.of(data, Main.isRoot(), List.of());
    host.boot(user);
  }

  @AfterEach
  void end() {
    host.powerOff();
    UserNamespace.existing(data).ifPresent(RecordedProcess::kill);
  }

  @Test
  void hasANetworkAndARunDirectoryOfItsOwn() throws IOException {
    assertThat(on("ip", "-br", "link")).startsWith("lo").hasLineCount(1).contains("UP");
    assertThat(on("ls", "/run")).contains("netledger");
    assertThat(
            on(
                "sh",
                "-c",
                "echo 1 > /proc/sys/net/ipv4/ip_forward && cat /proc/sys/net/ipv4/ip_forward"))
        .isEqualTo("1");
    assertThat(on("id", "-u")).isEqualTo("0");
    assertThat(Files.readString(data.holder("host-1")).strip())
        .isEqualTo(Long.toString(host.holder().orElseThrow().pid()));
  }

  @Test
  void keepsItsNetworkWhileNobodyIsThereButTheHolder() {
    on("ip", "link", "add", "left", "type", "bridge");

    assertThat(on("ip", "-br", "link")).contains("left");
  }

  @Test
  void losesItsKernelStateAndEveryProcessWithThePower() {
    String before = host.bootId();
    on("sh", "-c", "ip link add gone type bridge; ip netns add box; mkdir /run/netledger/netns");
    on(
        "sh",
        "-c",
        "touch /run/netledger/netns/box && mount --bind /run/netns/box /run/netledger/netns/box");
    Path record = data.process("in-the-box");
    Command.of("ip", "netns", "exec", "box", "sleep", "300")
        .after(host.entry())
        .start(record, data.log("x"));
    RecordedProcess inside = RecordedProcesses.await(record, "sleep");

    host.powerOff();
    assertThat(inside.isAlive()).isFalse();
    assertThat(host.holder()).isEmpty();

    host.boot(user);
    assertThat(host.bootId()).isNotEqualTo(before);
    assertThat(on("ip", "-br", "link")).doesNotContain("gone");
  }

  @Test
  void isInTheSameUserNamespaceAfterItsHolderWasKilled() throws IOException {
    String before = userNamespace(host);
    UserNamespace.existing(data).ifPresent(RecordedProcess::kill);

    var other = new HostNamespace("host-2", data);
    other.boot(UserNamespace.of(data, Main.isRoot(), List.of(host.holder().orElseThrow())));
    try {
      assertThat(userNamespace(other)).isEqualTo(before);
    } finally {
      other.powerOff();
    }
  }

  private static String userNamespace(HostNamespace host) throws IOException {
    return Files.readSymbolicLink(
            Path.of("/proc/" + host.holder().orElseThrow().pid() + "/ns/user"))
        .toString();
  }

  private String on(String... words) {
    Command.Outcome outcome = Command.of(words).after(host.entry()).run();
    assertThat(outcome.success()).as(outcome.output()).isTrue();
    return outcome.output();
  }
}
