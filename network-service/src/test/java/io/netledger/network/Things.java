package io.netledger.network;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.eventstore.Work;
import io.netledger.network.host.Boot;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.NetworkPool;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.rules.Connection;
import io.netledger.network.rules.EndpointRules;
import io.netledger.network.rules.HostRules;
import io.netledger.network.rules.NetworkRules;
import io.netledger.network.rules.SandboxRules;
import io.netledger.network.sandbox.Namespace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Decisions that tests of the reading side begin with. */
public final class Things {

  private Things() {}

  /** An id of 64 digits that begins with the digits given. */
  public static String id(String digits) {
    return digits + "0".repeat(64 - digits.length());
  }

  public static Consumer<Work> host(String name) {
    return work ->
        HostRules.hello(work, name, new Boot("boot-1", Optional.empty(), List.of(), Map.of()));
  }

  /** A bridge network that is ready, with one subnet. */
  public static Consumer<Work> network(String id, String name, String subnet) {
    return network(id, name, subnet, Map.of());
  }

  public static Consumer<Work> network(
      String id, String name, String subnet, Map<String, String> labels) {
    return work -> {
      NetworkRules.request(work, id, settings(name, labels, DriverOptions.Bridge.PLAIN, false));
      NetworkRules.confirm(work, id, List.of(pool(subnet)));
    };
  }

  public static NetworkSettings settings(
      String name, Map<String, String> labels, DriverOptions driver, boolean predefined) {
    return new NetworkSettings(name, List.of(), false, false, labels, predefined, driver);
  }

  /** A pool whose gateway is its subnet's second address. */
  public static NetworkPool pool(String subnet) {
    Cidr cidr = Cidr.parse(subnet);
    IpAddress gateway =
        IpAddress.of(cidr.isV4(), cidr.first().value().add(java.math.BigInteger.ONE));
    return new NetworkPool("pool-" + subnet, cidr, cidr, Optional.of(gateway), Map.of(), true);
  }

  public static Consumer<Work> sandbox(String id, String name, String host) {
    return sandbox(id, name, host, Map.of());
  }

  public static Consumer<Work> sandbox(
      String id, String name, String host, Map<String, String> labels) {
    return work -> SandboxRules.create(work, id, name, host, labels, new Namespace.Made());
  }

  public static Consumer<Work> connect(String id, String network, String sandbox) {
    return work -> EndpointRules.connect(work, id, wish(network, sandbox));
  }

  /** An endpoint that is in its host's plan. */
  public static Consumer<Work> connect(String id, String network, String sandbox, String address) {
    return work -> {
      EndpointRules.connect(work, id, wish(network, sandbox));
      EndpointRules.addressed(work, id, List.of(Cidr.parse(address)));
    };
  }

  public static Consumer<Work> leave(String id) {
    return work -> EndpointRules.leave(work, id, false);
  }

  private static Connection wish(String network, String sandbox) {
    return new Connection(
        network,
        sandbox,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
