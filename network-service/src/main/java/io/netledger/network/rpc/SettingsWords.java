package io.netledger.network.rpc;

import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.network.RequestedSubnet;
import io.netledger.network.rules.Naming;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Optional;

/** What a network is asked to be: by itself, as a configuration network, or from one. */
final class SettingsWords {

  private SettingsWords() {}

  /** Of a network that is not made from another. */
  static NetworkSettings own(CreateNetworkRequest request) {
    List<RequestedSubnet> asked = SubnetWords.subnets(request.getSubnetsList());
    List<RequestedSubnet> subnets =
        request.getNoIpv4() ? SubnetWords.withoutV4(asked, request.getIpv6()) : asked;
    boolean v6 = request.getIpv6() || subnets.stream().anyMatch(subnet -> !subnet.isV4());
    if (request.getConfigOnly() && request.getInternal()) {
      throw conflict(
          "configuration network can only contain network specific fields; network operator fields like"
              + " [ internal ] are not supported");
    }
    return new NetworkSettings(
        FieldWords.name("name", request.getName()),
        subnets,
        request.getIpv6(),
        request.getInternal(),
        FieldWords.labels(request.getLabelsMap()),
        false,
        request.getConfigOnly()
            ? OptionWords.unsettled(request.getOptionsMap())
            : isolatedOnlyInside(
                OptionWords.driver(request.getDriver(), request.getOptionsMap(), v6),
                request.getInternal()));
  }

  /** Who has no gateway gets no answer from beyond, so the network must be told to be internal. */
  private static DriverOptions isolatedOnlyInside(DriverOptions driver, boolean internal) {
    if (driver instanceof DriverOptions.Bridge bridge
        && bridge.gateways().isIsolated()
        && !internal) {
      throw FieldWords.invalid(
          "gateway mode isolated needs an internal network; expected internal, or nat or routed");
    }
    return driver;
  }

  /** Refuses what goes not together with config_from, whatever network it names. */
  static void alone(CreateNetworkRequest request) {
    FieldWords.name("name", request.getName());
    FieldWords.reference("config_from", request.getConfigFrom());
    if (request.getConfigOnly()) {
      throw conflict("a configuration network cannot depend on another configuration network");
    }
    if (request.getSubnetsCount() > 0
        || request.getIpv6()
        || request.getNoIpv4()
        || request.getLabelsCount() > 0) {
      throw conflict(
          "user specified configurations are not supported if the network depends on a configuration"
              + " network");
    }
    if (request.getOptionsCount() > 0) {
      throw conflict(
          "network driver options are not supported if the network depends on a configuration"
              + " network");
    }
  }

  /** Of a network that is made from a configuration network. */
  static NetworkSettings from(Work work, CreateNetworkRequest request) {
    String word = request.getConfigFrom();
    String missing = "configuration network \"%s\" does not exist".formatted(word);
    String id =
        Naming.findNetwork(work, word)
            .orElseThrow(() -> new Rejection(Reason.NETWORK_NOT_FOUND, missing));
    NetworkSettings config =
        work.state(Kinds.NETWORK, id)
            .asked()
            .filter(NetworkSettings::isConfigOnly)
            .orElseThrow(() ->
                new Rejection(
                    Reason.NETWORK_NOT_CONFIG_ONLY,
                    missing + ": " + word + " is an ordinary network"));
    boolean v6 = config.ipv6() || config.subnets().stream().anyMatch(subnet -> !subnet.isV4());
    return new NetworkSettings(
        request.getName(),
        config.subnets(),
        config.ipv6(),
        request.getInternal(),
        config.labels(),
        false,
        isolatedOnlyInside(
            OptionWords.driver(request.getDriver(), config.driver().options(), v6),
            request.getInternal()),
        Optional.of(new NetworkSettings.Source(id, config.name())));
  }

  private static Rejection conflict(String message) {
    return new Rejection(Reason.CONFIG_CONFLICT, message);
  }
}
