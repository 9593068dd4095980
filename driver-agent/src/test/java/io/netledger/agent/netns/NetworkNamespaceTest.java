package io.netledger.agent.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netledger.agent.netlink.Libc;
import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.route.LinkKind;
import io.netledger.agent.netlink.route.LinkRef;
import io.netledger.agent.netlink.route.LinkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A network namespace … */
class NetworkNamespaceTest {

  @RegisterExtension final TestNetns netns = new TestNetns();

  @Test
  void isBornWithItsLoopbackUpAndNothingElse() {
    assertThat(netns.see("ip", "-o", "link")).contains("lo:", "UP").hasLineCount(1);
    assertThat(netns.see("ping", "-c1", "-W2", "127.0.0.1")).contains("1 received");
    assertThat(netns.see("cat", "/proc/sys/net/ipv4/ip_forward")).isEqualTo("0\n");
  }

  @Test
  void isAnotherThanOurs() {
    try (NetworkNamespace ours = NetworkNamespace.ofThisProcess();
        NetworkNamespace process = NetworkNamespace.ofProcess(ProcessHandle.current().pid());
        NetworkNamespace again = NetworkNamespace.open(netns.file())) {
      assertThat(netns.namespace().id()).isNotEqualTo(ours.id()).isEqualTo(again.id());
      assertThat(process.id()).isEqualTo(ours.id());
    }
  }

  @Test
  void keepsNoThread() throws IOException {
    Path mine = Path.of("/proc/thread-self/ns/net");
    Path before = Files.readSymbolicLink(mine);
    Path inside = netns.namespace().inside(() -> Files.readSymbolicLink(mine));
    assertThat(inside).hasToString("net:[" + netns.namespace().id() + "]");
    assertThat(Files.readSymbolicLink(mine)).isEqualTo(before);
    // The thread made for the purpose may be at its last instruction still.
    await().until(() -> namespacesOfOurThreads().equals(Set.of(before.toString())));
  }

  private static Set<String> namespacesOfOurThreads() throws IOException {
    Set<String> namespaces = new HashSet<>();
    try (var threads = Files.list(Path.of("/proc/self/task"))) {
      for (Path thread : threads.toList()) {
        try {
          namespaces.add(Files.readSymbolicLink(thread.resolve("ns/net")).toString());
        } catch (NoSuchFileException _) {
          // it has ended
        }
      }
    }
    return namespaces;
  }

  @Test
  void hasSysctlsOfItsOwn() {
    netns.namespace().sysctl("net/ipv4/ip_forward", "1");
    assertThat(netns.see("cat", "/proc/sys/net/ipv4/ip_forward")).isEqualTo("1\n");
    assertThatThrownBy(() -> netns.namespace().sysctl("net/ipv4/no_such", "1"))
        .hasMessageContaining("net/ipv4/no_such");
  }

  @Test
  void handsOnWhatItsTaskThrows() {
    assertThatThrownBy(() ->
            netns
                .namespace()
                .inside(() -> {
                  throw new IllegalStateException("on purpose");
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("on purpose");
  }

  @Test
  void isMadeFoundListedAndDeletedByName(@TempDir Path folder) throws IOException {
    Path directory = folder.toRealPath().resolve("with blank");
    NamespaceDirectory namespaces = NamespaceDirectory.at(directory);
    try {
      namespaces.create("blue").close();
      namespaces.create("amber").close();
      Files.createFile(directory.resolve("no-namespace"));
      assertThat(NamespaceDirectory.at(directory).list()).containsExactly("amber", "blue");
      assertThat(namespaces.find("no-namespace")).isEmpty();
      assertThat(namespaces.find("blue")).hasValueSatisfying(NetworkNamespace::close);
      assertThatThrownBy(() -> namespaces.create("blue"))
          .isInstanceOfSatisfying(NetlinkError.class, it -> assertThat(it.isExist()).isTrue());
      assertThat(namespaces.delete("blue")).isTrue();
      assertThat(namespaces.delete("blue")).isFalse();
      assertThat(namespaces.find("blue")).isEmpty();
      assertThat(namespaces.list()).containsExactly("amber");
      assertThat(directory.resolve("blue")).doesNotExist();
    } finally {
      namespaces.list().forEach(namespaces::delete);
      Libc.umount2(directory.toString(), Libc.MNT_DETACH);
    }
  }

  @Test
  void refusesNamesThatLeadElsewhere(@TempDir Path folder) {
    NamespaceDirectory namespaces = NamespaceDirectory.at(folder);
    try {
      for (String name : new String[] {"", ".", "..", "../up", "a/b", "/etc/passwd", ".hidden"}) {
        assertThatThrownBy(() -> namespaces.file(name))
            .isInstanceOf(IllegalArgumentException.class);
      }
    } finally {
      Libc.umount2(folder.toString(), Libc.MNT_DETACH);
    }
  }

  @Test
  void takesItsLinksPeersWithIt(@TempDir Path folder) throws IOException {
    NamespaceDirectory namespaces = NamespaceDirectory.at(folder);
    try {
      try (NetworkNamespace sandbox = namespaces.create("sandbox")) {
        var peer = LinkSettings.named("eth0").namespace(sandbox.fd());
        netns.route().addLink(new LinkKind.Veth(peer), LinkSettings.named("host0").up());
      }
      namespaces.delete("sandbox");
      var route = netns.route();
      await().until(() -> route.link(LinkRef.link("host0")).isEmpty());
    } finally {
      Libc.umount2(folder.toString(), Libc.MNT_DETACH);
    }
  }
}
