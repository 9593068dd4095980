package io.netledger.agent.sync;

import static io.netledger.agent.sync.Words.BRIDGE;
import static io.netledger.agent.sync.Words.RED;
import static io.netledger.agent.sync.Words.RED_PORT;

import io.netledger.agent.kernel.TestHost;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What somebody may do by hand to a host with {@link Words#snapshot}.
 *
 * @param name of the row
 * @param deed what is done
 * @param found what the agent must say, or a part of it
 * @param local whether nobody but the sandbox RED may notice
 */
record Damage(String name, Consumer<TestHost> deed, String found, boolean local) {

  private static final String IN_RED = " in sandbox " + RED.id();

  @Override
  public String toString() {
    return name;
  }

  static List<Damage> all() {
    return Stream.of(ofBridge(), ofPort(), ofFirewall(), ofInterface(), ofSandbox())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Damage> ofBridge() {
    return List.of(
        wide("bridge deleted", "ip link delete " + BRIDGE, "bridge " + BRIDGE + " was gone"),
        wide("bridge down", "ip link set " + BRIDGE + " down", BRIDGE + " was down"),
        wide(
            "bridge renamed",
            "ip link set " + BRIDGE + " name oops",
            "bridge " + BRIDGE + " was gone"),
        wide(
            "bridge's address removed",
            "ip address delete 192.0.2.1/24 dev " + BRIDGE,
            "address 192.0.2.1/24 of " + BRIDGE + " was gone"),
        atHost("bridge's mtu", "ip link set " + BRIDGE + " mtu 1400", BRIDGE + " had mtu 1400"),
        atHost(
            "bridge's mark", "ip link set " + BRIDGE + " alias mine", BRIDGE + " had alias mine"));
  }

  private static List<Damage> ofPort() {
    return List.of(
        atHost("port deleted", "ip link delete " + RED_PORT, "port " + RED_PORT + " was gone"),
        atHost("port down", "ip link set " + RED_PORT + " down", RED_PORT + " was down"),
        atHost(
            "port renamed",
            "ip link set " + RED_PORT + " name oops",
            "port " + RED_PORT + " was gone"),
        atHost(
            "port taken from its bridge",
            "ip link set " + RED_PORT + " nomaster",
            RED_PORT + " was not on " + BRIDGE),
        atHost("port's mtu", "ip link set " + RED_PORT + " mtu 1400", BRIDGE + " had mtu 1400"),
        atHost(
            "port does not reflect",
            "ip link set " + RED_PORT + " type bridge_slave hairpin off",
            RED_PORT + " did not reflect"),
        atHost(
            "port's mark",
            "ip link set " + RED_PORT + " alias mine",
            RED_PORT + " had alias mine"));
  }

  private static List<Damage> ofFirewall() {
    return List.of(
        atHost(
            "table flushed",
            "nft flush table inet netledger",
            "table inet netledger was not as it should be"),
        atHost("table deleted", "nft delete table inet netledger", "table inet netledger was gone"),
        atHost(
            "rule deleted",
            "nft delete rule inet netledger forward handle $(nft -a list chain inet netledger forward"
                + " | sed -n 's/.*\"answers\" # handle //p')",
            "table inet netledger was not as it should be"),
        atHost(
            "element deleted",
            "nft delete element inet netledger masqueraded4 { " + BRIDGE + " }",
            "was not in the firewall's set masqueraded4"),
        atHost(
            "published port deleted",
            "nft flush map inet netledger published4",
            "was not in the firewall's set published4"),
        atHost(
            "switch of the host",
            "echo 0 >/proc/sys/net/ipv4/conf/" + BRIDGE + "/route_localnet",
            "route_localnet was 0"));
  }

  private static List<Damage> ofInterface() {
    return List.of(
        inRed("interface deleted", "ip link delete eth0", "port " + RED_PORT + " was gone"),
        inRed("interface down", "ip link set eth0 down", "eth0" + IN_RED + " was down"),
        inRed("interface renamed", "ip link set eth0 name oops", "eth0" + IN_RED + " was gone"),
        inRed("interface's mtu", "ip link set eth0 mtu 1400", "eth0 had mtu 1400"),
        inRed(
            "interface's address",
            "ip address delete 192.0.2.7/24 dev eth0",
            "address 192.0.2.7/24 of eth0" + IN_RED + " was gone"),
        inRed(
            "interface's MAC address",
            "ip link set eth0 address 02:42:00:00:00:99",
            "eth0" + IN_RED + " had another address"),
        inRed(
            "default route deleted",
            "ip route delete default",
            "default route via 192.0.2.1 of " + RED.id() + " was gone"));
  }

  private static List<Damage> ofSandbox() {
    return List.of(
        inRed(
            "way to names deleted",
            "nft delete table inet netledger-names",
            "names were not served" + IN_RED),
        inRed(
            "way to names flushed",
            "nft flush table inet netledger-names",
            "names were not served" + IN_RED),
        inRed(
            "switch of a sandbox",
            "echo 0 >/proc/sys/net/ipv6/conf/eth0/disable_ipv6",
            "net/ipv6/conf/eth0/disable_ipv6 was 0"),
        new Damage(
            "namespace unmounted",
            host -> host.unmount(RED),
            "the mount of sandbox " + RED.id() + "'s namespace was gone",
            true),
        new Damage(
            "resolv.conf changed",
            host -> host.write(host.etc().resolve(RED.id()).resolve("resolv.conf"), "nothing\n"),
            "resolv.conf of sandbox " + RED.id() + " was changed",
            true));
  }

  private static Damage wide(String name, String command, String found) {
    return new Damage(name, host -> host.see("sh", "-c", command), found, false);
  }

  private static Damage atHost(String name, String command, String found) {
    return new Damage(name, host -> host.see("sh", "-c", command), found, true);
  }

  private static Damage inRed(String name, String command, String found) {
    return new Damage(name, host -> host.see(RED, "sh", "-c", command), found, true);
  }
}
