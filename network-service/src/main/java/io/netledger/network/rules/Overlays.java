package io.netledger.network.rules;

import io.netledger.address.IpAddress;
import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.host.Host;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.Network;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.vni.VniCommand.ClaimVni;
import io.netledger.network.vni.VniCommand.FreeVni;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.Optional;

/** What overlay networks need: a number of their own, and hosts that reach each other. */
final class Overlays {

  private Overlays() {}

  /**
   * The settings with a VNI that no other network has; those of other drivers as they are.
   *
   * @throws Rejection VNI_IN_USE, VNIS_EXHAUSTED
   */
  static NetworkSettings numbered(Work work, String id, NetworkSettings settings) {
    if (!(settings.driver() instanceof DriverOptions.Overlay(var wanted, var mtu))) {
      return settings;
    }
    String holder =
        wanted.isEmpty()
            ? ""
            : work.state(Kinds.VNIS, Kinds.VNI_STREAM)
                .holder(wanted.getAsInt())
                .map(it -> Naming.networkNames(work).nameOf(it).orElse(it))
                .orElse("");
    work.decide(Kinds.VNIS, Kinds.VNI_STREAM, new ClaimVni(id, wanted, holder));
    return settings.driven(
        new DriverOptions.Overlay(work.state(Kinds.VNIS, Kinds.VNI_STREAM).of(id), mtu));
  }

  /** The network is no more: its number is free. */
  static void free(Work work, String id) {
    if (work.state(Kinds.NETWORK, id).asked().filter(Overlays::isOverlay).isPresent()) {
      work.decide(Kinds.VNIS, Kinds.VNI_STREAM, new FreeVni(id));
    }
  }

  /**
   * Whether an endpoint of the network can be on the host.
   *
   * @throws Rejection UNDERLAY_MISSING, UNDERLAY_MISMATCH
   */
  static void checkPlace(Work work, Network network, String host) {
    if (network.asked().filter(Overlays::isOverlay).isEmpty()) {
      return;
    }
    String name = network.asked().orElseThrow().name();
    IpAddress own =
        underlay(work, host)
            .orElseThrow(() ->
                new Rejection(
                    Reason.UNDERLAY_MISSING,
                    ("host %s has no underlay address, so no other host of overlay network %s could"
                            + " reach it")
                        .formatted(host, name)));
    neighbour(work, network, host)
        .flatMap(other ->
            underlay(work, other)
                .filter(it -> it.isV4() != own.isV4())
                .map(there ->
                    "host %s is reached by %s, but host %s of overlay network %s by %s; expected one family"
                        .formatted(host, own, other, name, there)))
        .ifPresent(words -> {
          throw new Rejection(Reason.UNDERLAY_MISMATCH, words);
        });
  }

  /** Another host of the network: those that are there have one family, so any will do. */
  private static Optional<String> neighbour(Work work, Network network, String host) {
    return network.endpoints().endpoints().stream()
        .flatMap(endpoint -> work.state(Kinds.ENDPOINT, endpoint).asked().stream())
        .map(request -> request.host())
        .filter(other -> !other.equals(host))
        .findFirst();
  }

  private static Optional<IpAddress> underlay(Work work, String host) {
    return switch (work.state(Kinds.HOST, host)) {
      case Host.Booted(_, var boot, _) -> boot.underlay();
      case Host.Unknown _, Host.Registered _ -> Optional.empty();
    };
  }

  private static boolean isOverlay(NetworkSettings settings) {
    return settings.driver() instanceof DriverOptions.Overlay;
  }
}
