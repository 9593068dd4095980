package io.netledger.network.rpc;

import static io.netledger.network.rpc.FieldWords.invalid;
import static io.netledger.network.rpc.FieldWords.quoted;
import static java.util.Map.entry;

import io.netledger.address.IpAddress;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.GatewayMode;
import io.netledger.network.network.Gateways;
import io.netledger.network.vni.VniDecider;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** A driver and its options, from words, short ones or Docker's, to typed values. */
final class OptionWords {

  /** Linux: ETH_MIN_MTU; IPv6 needs more (RFC 8200, section 5). */
  private static final int LEAST_MTU = 68;

  private static final int LEAST_MTU_V6 = 1_280;

  /** Linux: a bridge's ETH_MAX_MTU. */
  private static final int MOST_MTU = 65_535;

  private static final int LONGEST_PREFIX = 12;
  private static final int MOST_UNSETTLED = 128;
  private static final int LONGEST_UNSETTLED = 4_096;

  private static final Map<String, String> DOCKERS =
      Map.ofEntries(
          entry("com.docker.network.bridge.name", "name"),
          entry("com.docker.network.driver.mtu", "mtu"),
          entry("com.docker.network.driver.overlay.vxlanid_list", "vni"),
          entry("com.docker.network.bridge.enable_icc", "icc"),
          entry("com.docker.network.bridge.enable_ip_masquerade", "enable_ip_masquerade"),
          entry("com.docker.network.container_iface_prefix", "interface_prefix"),
          entry("com.docker.network.bridge.host_binding_ipv4", "host_binding_ipv4"),
          entry("com.docker.network.bridge.host_binding_ipv6", "host_binding_ipv6"),
          entry("com.docker.network.bridge.gateway_mode_ipv4", "gateway_mode_ipv4"),
          entry("com.docker.network.bridge.gateway_mode_ipv6", "gateway_mode_ipv6"),
          entry("com.docker.network.bridge.inhibit_ipv4", "inhibit_ipv4"));

  private static final Set<String> BRIDGE =
      Set.of(
          "name",
          "mtu",
          "icc",
          "enable_ip_masquerade",
          "interface_prefix",
          "host_binding_ipv4",
          "host_binding_ipv6",
          "gateway_mode_ipv4",
          "gateway_mode_ipv6",
          "inhibit_ipv4");

  private static final Set<String> OVERLAY = Set.of("vni", "mtu", "encrypted");

  private static final String EXPECTED = "bridge, overlay, macvlan or ipvlan";

  /** Those of Go's strconv.ParseBool, which Docker reads them with. */
  private static final Set<String> TRUE = Set.of("1", "t", "true");

  private static final Set<String> FALSE = Set.of("0", "f", "false");

  private OptionWords() {}

  /**
   * The driver with its options.
   *
   * @param v6 the network has IPv6
   */
  static DriverOptions driver(String driver, Map<String, String> options, boolean v6) {
    return switch (driver) {
      case "", "bridge" -> bridge(shortened(options, "bridge", BRIDGE), v6);
      case "overlay" -> overlay(shortened(options, driver, OVERLAY), v6);
      case "macvlan" -> SharingWords.macvlan(shortened(options, driver, SharingWords.MACVLAN), v6);
      case "ipvlan" -> SharingWords.ipvlan(shortened(options, driver, SharingWords.IPVLAN), v6);
      case "host" -> {
        shortened(options, driver, Set.of());
        yield new DriverOptions.Host();
      }
      case "none", "null" -> {
        shortened(options, driver, Set.of());
        yield new DriverOptions.None();
      }
      default -> throw unknown(driver);
    };
  }

  /** Options of a configuration network: of whatever driver, so they are not looked at. */
  static DriverOptions unsettled(Map<String, String> options) {
    if (options.size() > MOST_UNSETTLED) {
      throw invalid(options.size() + " options; expected at most " + MOST_UNSETTLED);
    }
    options.forEach((word, value) -> {
      if (word.isEmpty() || word.length() + value.length() > LONGEST_UNSETTLED) {
        throw invalid(
            "option %s is empty or longer than %d characters"
                .formatted(quoted(word), LONGEST_UNSETTLED));
      }
    });
    return new DriverOptions.Unsettled(options);
  }

  /**
   * The driver with some options changed.
   *
   * @param given by any spelling; an empty value: as if it had never been given
   * @param v6 the network has IPv6
   */
  static DriverOptions changed(DriverOptions there, Map<String, String> given, boolean v6) {
    Map<String, String> options = new TreeMap<>(there.options());
    Set<String> seen = new HashSet<>();
    given.forEach((word, value) -> {
      String name = DOCKERS.getOrDefault(word, word);
      if (!seen.add(name)) {
        throw invalid("option " + name + " is given twice");
      }
      if (value.isEmpty() && there.isLive(name)) {
        options.remove(name);
      } else {
        options.put(name, value);
      }
    });
    return driver(there.driver(), options, v6);
  }

  private static Rejection unknown(String driver) {
    return new Rejection(
        Reason.DRIVER_UNKNOWN, "driver " + quoted(driver) + " not found; expected " + EXPECTED);
  }

  /** Docker takes the option encrypted without a value for true. */
  private static DriverOptions.Overlay overlay(Map<String, String> options, boolean v6) {
    String encrypted = options.getOrDefault("encrypted", "false");
    if (encrypted.isEmpty() || truth("encrypted", encrypted)) {
      throw new Rejection(
          Reason.OPTION_UNSUPPORTED,
          "option encrypted cannot be had yet: packets between hosts would go unencrypted; expected"
              + " none, or false");
    }
    return new DriverOptions.Overlay(
        options.containsKey("vni")
            ? OptionalInt.of(vni(options.getOrDefault("vni", "")))
            : OptionalInt.empty(),
        options.containsKey("mtu")
            ? OptionalInt.of(mtu(options.getOrDefault("mtu", ""), v6))
            : OptionalInt.empty());
  }

  private static int vni(String word) {
    if (!word.matches("[0-9]{1,8}")
        || Integer.parseInt(word) < 1
        || Integer.parseInt(word) > VniDecider.LAST) {
      throw invalid("option vni is %s; expected 1 to %d".formatted(quoted(word), VniDecider.LAST));
    }
    return Integer.parseInt(word);
  }

  private static Map<String, String> shortened(
      Map<String, String> options, String driver, Set<String> known) {
    Map<String, String> shortened = new TreeMap<>();
    options.forEach((word, value) -> {
      String name = DOCKERS.getOrDefault(word, word);
      if (!known.contains(name)) {
        throw new Rejection(
            Reason.OPTION_UNKNOWN,
            "driver %s has no option %s; it has %s"
                .formatted(driver, quoted(word), known.stream().sorted().toList()));
      }
      if (shortened.put(name, value) != null) {
        throw invalid("option " + name + " is given twice");
      }
    });
    return shortened;
  }

  private static DriverOptions.Bridge bridge(Map<String, String> options, boolean v6) {
    return new DriverOptions.Bridge(
        Optional.ofNullable(options.get("name"))
            .map(name -> FieldWords.givenInterface("option name", name)),
        options.containsKey("mtu")
            ? OptionalInt.of(mtu(options.getOrDefault("mtu", ""), v6))
            : OptionalInt.empty(),
        truth("icc", options.getOrDefault("icc", "true")),
        truth("enable_ip_masquerade", options.getOrDefault("enable_ip_masquerade", "true")),
        Optional.ofNullable(options.get("interface_prefix")).map(OptionWords::prefix),
        new Gateways(
            binding("host_binding_ipv4", options, true),
            binding("host_binding_ipv6", options, false),
            mode("gateway_mode_ipv4", options),
            mode("gateway_mode_ipv6", options),
            truth("inhibit_ipv4", options.getOrDefault("inhibit_ipv4", "false"))));
  }

  private static Optional<IpAddress> binding(
      String option, Map<String, String> options, boolean v4) {
    return options.containsKey(option)
        ? FieldWords.address("option " + option, options.getOrDefault(option, ""), v4)
        : Optional.empty();
  }

  private static GatewayMode mode(String option, Map<String, String> options) {
    String word = options.getOrDefault(option, GatewayMode.NAT.word());
    return Arrays.stream(GatewayMode.values())
        .filter(mode -> mode.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            invalid(
                "option %s is %s; expected nat, routed or isolated"
                    .formatted(option, quoted(word))));
  }

  /** Room for a number is left: an interface's name has 15 characters. */
  private static String prefix(String word) {
    if (word.length() > LONGEST_PREFIX) {
      throw invalid(
          "option interface_prefix is %s; expected 1 to %d characters"
              .formatted(quoted(word), LONGEST_PREFIX));
    }
    return FieldWords.givenInterface("option interface_prefix", word);
  }

  static int mtu(String word, boolean v6) {
    int least = v6 ? LEAST_MTU_V6 : LEAST_MTU;
    if (!word.matches("[0-9]{1,5}")
        || Integer.parseInt(word) < least
        || Integer.parseInt(word) > MOST_MTU) {
      throw invalid("option mtu is %s; expected %d to %d".formatted(quoted(word), least, MOST_MTU));
    }
    return Integer.parseInt(word);
  }

  static boolean truth(String option, String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (TRUE.contains(lower)) {
      return true;
    }
    if (FALSE.contains(lower)) {
      return false;
    }
    throw invalid("option " + option + " is " + quoted(word) + "; expected true or false");
  }
}
