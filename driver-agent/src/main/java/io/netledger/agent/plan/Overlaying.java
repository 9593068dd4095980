package io.netledger.agent.plan;

import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What lets the sandboxes of many hosts share a network. */
public sealed interface Overlaying extends Change {

  @Override
  default Netns netns() {
    return Netns.HOST;
  }

  /**
   * A bridge's port that leads to other hosts, still down. It learns nothing and floods nothing:
   * where frames go is told by {@link AddPeer} alone, and questions for addresses (ARP, ND) are
   * answered by it or by nobody.
   *
   * <p>Equivalent to: {@code ip link add NAME mtu N master BRIDGE type vxlan id VNI local ADDRESS
   * dstport PORT nolearning proxy noudpcsum; ip link set NAME type bridge_slave learning off flood
   * off}.
   *
   * @param mark says whose it is
   * @param vni 1 to 16,777,215
   * @param local address by which other hosts reach this one; empty: none, and it is refused
   * @param port UDP port
   * @param mtu bytes; refused if the link that has {@code local} has no room for so many
   */
  record AddVxlan(
      String name,
      String mark,
      String bridge,
      int vni,
      Optional<IpAddress> local,
      int port,
      int mtu)
      implements Overlaying {
    @Override
    public String equivalent() {
      return ("ip link add %s mtu %d master %s type vxlan id %d local %s dstport %d nolearning proxy"
              + " noudpcsum; ip link set %s alias %s; ip link set %s type bridge_slave learning off"
              + " flood off")
          .formatted(
              name,
              mtu,
              bridge,
              vni,
              local.map(IpAddress::toString).orElse("none"),
              port,
              name,
              mark,
              name);
    }
  }

  /**
   * Where an endpoint of another host is.
   *
   * <p>Equivalent to: {@code bridge fdb replace MAC dev LINK dst HOST self static; bridge fdb
   * replace MAC dev LINK master static sticky; ip neighbour replace ADDRESS lladdr MAC dev LINK nud
   * permanent}.
   *
   * @param link that leads to other hosts
   * @param host the other host's address
   * @param addresses of the endpoint
   */
  record AddPeer(String link, Mac mac, IpAddress host, List<IpAddress> addresses)
      implements Overlaying {

    public AddPeer {
      addresses = List.copyOf(addresses);
    }

    @Override
    public String equivalent() {
      return ("bridge fdb replace %s dev %s dst %s self static; "
                  + "bridge fdb replace %s dev %s master static sticky")
              .formatted(mac, link, host, mac, link)
          + addresses.stream()
              .map(address ->
                  "; ip neighbour replace %s lladdr %s dev %s nud permanent"
                      .formatted(address, mac, link))
              .collect(Collectors.joining());
    }
  }
}
