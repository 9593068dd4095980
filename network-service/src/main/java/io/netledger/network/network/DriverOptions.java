package io.netledger.network.network;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** The driver of a network with that driver's own options. */
public sealed interface DriverOptions {

  /** The name of a VLAN of a link, which is made if it is not there: "eth0.10". */
  Pattern VLAN = Pattern.compile(".+\\.[1-9][0-9]{0,3}");

  /**
   * A Linux bridge on each host.
   *
   * @param bridgeName empty: "br-" and 12 digits of the network's id
   * @param mtu in bytes; empty: the kernel's default
   * @param icc sandboxes may talk to each other
   * @param masquerade packets to beyond leave with the host's address
   * @param interfacePrefix sandboxes' interfaces are called by it and a number; empty: "eth"
   * @param gateways the ways to the outside
   */
  record Bridge(
      Optional<String> bridgeName,
      OptionalInt mtu,
      boolean icc,
      boolean masquerade,
      Optional<String> interfacePrefix,
      Gateways gateways)
      implements DriverOptions {

    /** What holds when nothing is asked for. */
    public static final Bridge PLAIN =
        new Bridge(
            Optional.empty(), OptionalInt.empty(), true, true, Optional.empty(), Gateways.PLAIN);

    private static final Set<String> LIVE =
        Set.of("mtu", "icc", "enable_ip_masquerade", "interface_prefix");

    private Map<String, String> given() {
      Map<String, String> options = new HashMap<>(gateways.options());
      bridgeName.ifPresent(given -> options.put("name", given));
      interfacePrefix.ifPresent(given -> options.put("interface_prefix", given));
      mtu.ifPresent(bytes -> options.put("mtu", Integer.toString(bytes)));
      if (!icc) {
        options.put("icc", "false");
      }
      if (!masquerade) {
        options.put("enable_ip_masquerade", "false");
      }
      return Map.copyOf(options);
    }

    /** One with the usual ways to the outside. */
    public Bridge(
        Optional<String> bridgeName,
        OptionalInt mtu,
        boolean icc,
        boolean masquerade,
        Optional<String> interfacePrefix) {
      this(bridgeName, mtu, icc, masquerade, interfacePrefix, Gateways.PLAIN);
    }
  }

  /**
   * One network over many hosts, by VXLAN.
   *
   * @param vni its number between hosts; empty while it is only asked for: one is chosen
   * @param mtu in bytes; empty: as many as fit between the hosts
   */
  record Overlay(OptionalInt vni, OptionalInt mtu) implements DriverOptions {}

  /**
   * The wire of one of each host's links, where every sandbox has a MAC address of its own.
   *
   * @param parent the link, "eth0.10" being VLAN 10 of eth0; empty: one that leads nowhere
   * @param hostAccess the host has a link of its own among the sandboxes
   * @param mtu in bytes; empty: the parent's
   */
  record Macvlan(Optional<String> parent, MacvlanMode mode, boolean hostAccess, OptionalInt mtu)
      implements DriverOptions {}

  /**
   * The wire of one of each host's links, where sandboxes have the link's MAC address.
   *
   * @param parent the link, "eth0.10" being VLAN 10 of eth0; empty: one that leads nowhere
   * @param mtu in bytes; empty: the parent's
   */
  record Ipvlan(Optional<String> parent, IpvlanMode mode, IpvlanFlag flag, OptionalInt mtu)
      implements DriverOptions {}

  /** The host's own network stack. */
  record Host() implements DriverOptions {}

  /** Nothing but lo. */
  record None() implements DriverOptions {}

  /**
   * No driver: options for whatever driver a network that is made from it will have.
   *
   * @param given as given, by any spelling
   */
  record Unsettled(Map<String, String> given) implements DriverOptions {

    public Unsettled {
      given = Map.copyOf(given);
    }
  }

  /** What the interfaces of sandboxes are called by, with a number behind. */
  default String interfaceWord() {
    return switch (this) {
      case Bridge bridge -> bridge.interfacePrefix().orElse("eth");
      case Overlay _, Macvlan _, Ipvlan _, Host _, None _, Unsettled _ -> "eth";
    };
  }

  /** As users spell it: "bridge". */
  default String driver() {
    return switch (this) {
      case Bridge _ -> "bridge";
      case Overlay _ -> "overlay";
      case Macvlan _ -> "macvlan";
      case Ipvlan _ -> "ipvlan";
      case Host _ -> "host";
      case None _ -> "none";
      case Unsettled _ -> "null";
    };
  }

  /** The name that its user has given to the Linux bridge; no other network may use it. */
  default Optional<String> namedBridge() {
    return switch (this) {
      case Bridge it -> it.bridgeName();
      case Overlay _, Macvlan _, Ipvlan _, Host _, None _, Unsettled _ -> Optional.empty();
    };
  }

  /** Of how many hosts it is at a time: "local", one, or "global", all. */
  default String scope() {
    return switch (this) {
      case Overlay _ -> "global";
      case Bridge _, Macvlan _, Ipvlan _, Host _, None _, Unsettled _ -> "local";
    };
  }

  /** Sandboxes get no addresses. */
  default boolean isWithoutSubnets() {
    return switch (this) {
      case Bridge _, Overlay _, Macvlan _, Ipvlan _ -> false;
      case Host _, None _, Unsettled _ -> true;
    };
  }

  /** Packets may be smaller than so many bytes. */
  default boolean hasMtuBelow(int bytes) {
    return switch (this) {
      case Bridge it -> it.mtu().orElse(bytes) < bytes;
      case Overlay it -> it.mtu().orElse(bytes) < bytes;
      case Macvlan it -> it.mtu().orElse(bytes) < bytes;
      case Ipvlan it -> it.mtu().orElse(bytes) < bytes;
      case Host _, None _, Unsettled _ -> false;
    };
  }

  /**
   * Whether an option may change while sandboxes are connected.
   *
   * @param option by its short name
   */
  default boolean isLive(String option) {
    return switch (this) {
      case Bridge _ -> Bridge.LIVE.contains(option);
      case Overlay _, Macvlan _, Ipvlan _, Host _, None _, Unsettled _ -> false;
    };
  }

  /** As users spell them, by short name; without those that are as if not given. */
  default Map<String, String> options() {
    return switch (this) {
      case Bridge it -> it.given();
      case Overlay(var vni, var mtu) -> {
        Map<String, String> options = new HashMap<>();
        vni.ifPresent(number -> options.put("vni", Integer.toString(number)));
        mtu.ifPresent(bytes -> options.put("mtu", Integer.toString(bytes)));
        yield Map.copyOf(options);
      }
      case Macvlan(var parent, var mode, var hostAccess, var mtu) -> {
        Map<String, String> options = new HashMap<>();
        parent.ifPresent(given -> options.put("parent", given));
        mtu.ifPresent(bytes -> options.put("mtu", Integer.toString(bytes)));
        options.put("macvlan_mode", spelled(mode));
        if (hostAccess) {
          options.put("host_access", "true");
        }
        yield Map.copyOf(options);
      }
      case Ipvlan(var parent, var mode, var flag, var mtu) -> {
        Map<String, String> options = new HashMap<>();
        parent.ifPresent(given -> options.put("parent", given));
        mtu.ifPresent(bytes -> options.put("mtu", Integer.toString(bytes)));
        options.put("ipvlan_mode", spelled(mode));
        options.put("ipvlan_flag", spelled(flag));
        yield Map.copyOf(options);
      }
      case Host _, None _ -> Map.of();
      case Unsettled(var given) -> given;
    };
  }

  private static String spelled(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The link of a host that its sandboxes share; empty: none that was named. */
  default Optional<String> parent() {
    return switch (this) {
      case Macvlan(var parent, _, _, _) -> parent;
      case Ipvlan(var parent, _, _, _) -> parent;
      case Bridge _, Overlay _, Host _, None _, Unsettled _ -> Optional.empty();
    };
  }

  /** Endpoints have a MAC address of their own, not that of a link of the host. */
  default boolean ownMac() {
    return switch (this) {
      case Bridge _, Overlay _, Host _, None _, Unsettled _ -> true;
      case Macvlan it -> it.mode() != MacvlanMode.PASSTHRU;
      case Ipvlan _ -> false;
    };
  }

  /** What a host's kernel must be able to do, as its agent names it. */
  default Set<String> kinds() {
    return switch (this) {
      case Bridge _ -> Set.of("bridge", "veth", "nf_tables");
      case Overlay _ -> Set.of("bridge", "veth", "nf_tables", "vxlan");
      case Macvlan(var parent, _, _, _) -> with("macvlan", parent);
      case Ipvlan(var parent, _, _, _) -> with("ipvlan", parent);
      case Host _, None _, Unsettled _ -> Set.of();
    };
  }

  private static Set<String> with(String kind, Optional<String> parent) {
    if (parent.isEmpty()) {
      return Set.of(kind, "dummy");
    }
    return VLAN.matcher(parent.get()).matches() ? Set.of(kind, "vlan") : Set.of(kind);
  }
}
