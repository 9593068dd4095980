package io.netledger.network.network;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The driver of a network with that driver's own options. */
public sealed interface DriverOptions {

  /**
   * A Linux bridge on each host.
   *
   * @param bridgeName empty: "br-" and 12 digits of the network's id
   * @param mtu in bytes; empty: the kernel's default
   * @param icc sandboxes may talk to each other
   * @param masquerade packets to beyond leave with the host's address
   * @param interfacePrefix sandboxes' interfaces are called by it and a number; empty: "eth"
   */
  record Bridge(
      Optional<String> bridgeName,
      OptionalInt mtu,
      boolean icc,
      boolean masquerade,
      Optional<String> interfacePrefix)
      implements DriverOptions {

    /** What holds when nothing is asked for. */
    public static final Bridge PLAIN =
        new Bridge(Optional.empty(), OptionalInt.empty(), true, true, Optional.empty());
  }

  /** The host's own network stack. */
  record Host() implements DriverOptions {}

  /** Nothing but lo. */
  record None() implements DriverOptions {}

  /** What the interfaces of sandboxes are called by, with a number behind. */
  default String interfaceWord() {
    return switch (this) {
      case Bridge bridge -> bridge.interfacePrefix().orElse("eth");
      case Host _, None _ -> "eth";
    };
  }

  /** As users spell it: "bridge". */
  default String driver() {
    return switch (this) {
      case Bridge _ -> "bridge";
      case Host _ -> "host";
      case None _ -> "none";
    };
  }

  /** As users spell them, by short name; without those that are as if not given. */
  default Map<String, String> options() {
    return switch (this) {
      case Bridge(var name, var mtu, var icc, var masquerade, var prefix) -> {
        Map<String, String> options = new HashMap<>();
        name.ifPresent(given -> options.put("name", given));
        prefix.ifPresent(given -> options.put("interface_prefix", given));
        mtu.ifPresent(bytes -> options.put("mtu", Integer.toString(bytes)));
        if (!icc) {
          options.put("icc", "false");
        }
        if (!masquerade) {
          options.put("enable_ip_masquerade", "false");
        }
        yield Map.copyOf(options);
      }
      case Host _, None _ -> Map.of();
    };
  }
}
