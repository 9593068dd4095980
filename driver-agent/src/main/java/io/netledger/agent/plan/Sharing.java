package io.netledger.agent.plan;

import io.netledger.address.Cidr;
import io.netledger.address.Mac;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Links that let sandboxes share a link of the host. */
public sealed interface Sharing extends Change {

  /**
   * A VLAN of a link, up. One that stands under this name already, and is not ours, is as good and
   * stays as it is. Networks share it, so it is marked as a parent, not as any network's.
   *
   * <p>Equivalent to: {@code ip link add NAME up link LOWER type vlan id ID}.
   */
  record AddVlan(String name, Parent.Vlan vlan) implements Sharing {
    @Override
    public Netns netns() {
      return Netns.HOST;
    }

    /** Says that it is ours. */
    public String mark() {
      return Owner.MARK + "parent:" + name;
    }

    @Override
    public String equivalent() {
      return "ip link add %s up link %s type vlan id %d; ip link set %s alias %s"
          .formatted(name, vlan.lower(), vlan.id(), name, mark());
    }
  }

  /**
   * A link that is up and leads nowhere.
   *
   * <p>Equivalent to: {@code ip link add NAME up type dummy}.
   *
   * @param mark says whose it is
   */
  record AddDummy(String name, String mark) implements Sharing {
    @Override
    public Netns netns() {
      return Netns.HOST;
    }

    @Override
    public String equivalent() {
      return "ip link add %s up type dummy; ip link set %s alias %s".formatted(name, name, mark);
    }
  }

  /**
   * An interface of a sandbox that shares a link of the host, still down. It is born in the
   * sandbox: to move it costs 16 ms.
   *
   * <p>Equivalent to: {@code ip link add NAME link PARENT netns SANDBOX type …; ip -n SANDBOX link
   * set NAME alias MARK}.
   *
   * @param mark says whose it is
   * @param mac empty: the parent's
   * @param mtu bytes; 0: the parent's
   */
  record AddChild(
      Netns.Sandbox netns,
      String name,
      String mark,
      String parent,
      ChildKind kind,
      Optional<Mac> mac,
      int mtu)
      implements Sharing {
    @Override
    public String equivalent() {
      return "ip link add %s%s%s link %s netns %s type %s; ip -n %s link set %s alias %s"
          .formatted(
              name,
              mac.map(it -> " address " + it).orElse(""),
              mtu == 0 ? "" : " mtu " + mtu,
              parent,
              netns,
              kind.words(),
              netns,
              name,
              mark);
    }
  }

  /**
   * The host's own macvlan beside those of its sandboxes, up: a link and its children cannot talk,
   * but children can. It has the addresses that its parent has in {@code subnets}, alone (/32,
   * /128), so that the host is reached by the addresses it has anyway.
   *
   * <p>Equivalent to: {@code ip link add NAME up link PARENT type macvlan mode bridge; ip address
   * add ADDRESS/32 dev NAME}.
   *
   * @param mark says whose it is
   * @param mtu bytes; 0: the parent's
   */
  record AddShim(String name, String mark, String parent, int mtu, List<Cidr> subnets)
      implements Sharing {

    public AddShim {
      subnets = List.copyOf(subnets);
    }

    @Override
    public Netns netns() {
      return Netns.HOST;
    }

    @Override
    public String equivalent() {
      return ("ip link add %s%s up link %s type macvlan mode bridge; ip link set %s alias %s; "
              + "ip address add … dev %s # those of %s in %s")
          .formatted(
              name,
              mtu == 0 ? "" : " mtu " + mtu,
              parent,
              name,
              mark,
              name,
              parent,
              subnets.stream().map(Cidr::toString).collect(Collectors.joining(", ")));
    }
  }
}
