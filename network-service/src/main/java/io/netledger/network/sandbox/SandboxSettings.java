package io.netledger.network.sandbox;

import java.util.Map;
import java.util.Optional;

/**
 * What a sandbox was asked to be.
 *
 * @param host name of its host
 * @param lone no network may be connected: it has nothing but lo
 * @param serviceId the service whose ingress it is
 */
public record SandboxSettings(
    String name,
    String host,
    Map<String, String> labels,
    Namespace namespace,
    boolean lone,
    Dns dns,
    Optional<String> serviceId) {

  public SandboxSettings {
    labels = Map.copyOf(labels);
  }

  /** One that is no service's. */
  public SandboxSettings(
      String name,
      String host,
      Map<String, String> labels,
      Namespace namespace,
      boolean lone,
      Dns dns) {
    this(name, host, labels, namespace, lone, dns, Optional.empty());
  }

  /** One that networks may be connected to, if its namespace allows it. */
  public SandboxSettings(
      String name, String host, Map<String, String> labels, Namespace namespace) {
    this(name, host, labels, namespace, false, Dns.OF_HOST);
  }

  /** The same on another host. */
  public SandboxSettings on(String otherHost) {
    return new SandboxSettings(name, otherHost, labels, namespace, lone, dns, serviceId);
  }

  /** The same, with networks or, if it is to be alone, without. */
  public SandboxSettings alone(boolean now) {
    return new SandboxSettings(name, host, labels, namespace, now, dns);
  }

  /** The same in another namespace. */
  public SandboxSettings in(Namespace other) {
    return new SandboxSettings(name, host, labels, other, lone, dns, serviceId);
  }

  /** Whose network stack it is. */
  public SandboxMode mode() {
    return switch (namespace) {
      case Namespace.OfHost _ -> SandboxMode.HOST;
      case Namespace.OfDonor _ -> SandboxMode.CONTAINER;
      case Namespace.Made _, Namespace.OfGuest _, Namespace.AtPath _, Namespace.OfProcess _ ->
          lone ? SandboxMode.NONE : SandboxMode.OWN;
    };
  }

  /** The namespace was there before and is not ours. */
  public boolean adopted() {
    return switch (namespace) {
      case Namespace.Made _, Namespace.OfGuest _, Namespace.OfHost _, Namespace.OfDonor _ -> false;
      case Namespace.AtPath _, Namespace.OfProcess _ -> true;
    };
  }
}
