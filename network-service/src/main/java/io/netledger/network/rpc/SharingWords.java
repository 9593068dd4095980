package io.netledger.network.rpc;

import static io.netledger.network.rpc.FieldWords.invalid;
import static io.netledger.network.rpc.FieldWords.quoted;

import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.IpvlanFlag;
import io.netledger.network.network.IpvlanMode;
import io.netledger.network.network.MacvlanMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The options of the drivers that share a link of the host, from words to typed values. */
final class SharingWords {

  static final Set<String> MACVLAN = Set.of("parent", "macvlan_mode", "host_access", "mtu");
  static final Set<String> IPVLAN = Set.of("parent", "ipvlan_mode", "ipvlan_flag", "mtu");

  private SharingWords() {}

  static DriverOptions.Macvlan macvlan(Map<String, String> options, boolean v6) {
    var macvlan =
        new DriverOptions.Macvlan(
            parent(options),
            choice(options, "macvlan_mode", MacvlanMode.BRIDGE, List.of(MacvlanMode.values())),
            OptionWords.truth("host_access", options.getOrDefault("host_access", "false")),
            mtu(options, v6));
    if (macvlan.hostAccess() && macvlan.mode() != MacvlanMode.BRIDGE) {
      throw invalid(
          "option host_access is for macvlan_mode bridge; macvlan_mode is "
              + spelled(macvlan.mode()));
    }
    if (macvlan.hostAccess() && macvlan.parent().isEmpty()) {
      throw invalid(
          "option host_access needs option parent: a link that the host has addresses on");
    }
    return macvlan;
  }

  static DriverOptions.Ipvlan ipvlan(Map<String, String> options, boolean v6) {
    return new DriverOptions.Ipvlan(
        parent(options),
        choice(options, "ipvlan_mode", IpvlanMode.L2, List.of(IpvlanMode.values())),
        choice(options, "ipvlan_flag", IpvlanFlag.BRIDGE, List.of(IpvlanFlag.values())),
        mtu(options, v6));
  }

  /** Docker takes the empty word as none given. */
  private static Optional<String> parent(Map<String, String> options) {
    Optional<String> parent =
        Optional.ofNullable(options.get("parent"))
            .filter(word -> !word.isEmpty())
            .map(word -> FieldWords.givenInterface("option parent", word));
    if (parent.filter("lo"::equals).isPresent()) {
      throw invalid("option parent is lo; expected a link with neighbours, such as eth0");
    }
    return parent;
  }

  private static OptionalInt mtu(Map<String, String> options, boolean v6) {
    return options.containsKey("mtu")
        ? OptionalInt.of(OptionWords.mtu(options.getOrDefault("mtu", ""), v6))
        : OptionalInt.empty();
  }

  private static <E extends Enum<E>> E choice(
      Map<String, String> options, String option, E usual, List<E> all) {
    String word = options.getOrDefault(option, "");
    return word.isEmpty()
        ? usual
        : all.stream()
            .filter(each -> spelled(each).equals(word))
            .findFirst()
            .orElseThrow(() ->
                invalid(
                    "option %s is %s; expected one of %s"
                        .formatted(
                            option,
                            quoted(word),
                            all.stream().map(SharingWords::spelled).toList())));
  }

  private static String spelled(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
