package io.netledger.network.sandbox;

import static io.netledger.network.stored.StoredCodec.payload;
import static io.netledger.network.stored.StoredCodec.read;
import static io.netledger.network.stored.StoredCodec.shortType;
import static io.netledger.network.stored.StoredCodec.unknown;
import static io.netledger.network.stored.StoredCodec.value;
import static io.netledger.network.stored.StoredCodec.word;
import static io.netledger.network.stored.StoredCodec.words;

import com.google.protobuf.Message;
import io.netledger.address.IpAddress;
import io.netledger.eventstore.EventCodec;
import io.netledger.eventstore.Payload;
import io.netledger.proto.events.v1.DnsSettings;
import io.netledger.proto.events.v1.SandboxCreated;
import io.netledger.proto.events.v1.SandboxFailed;
import io.netledger.proto.events.v1.SandboxJoined;
import io.netledger.proto.events.v1.SandboxLeft;
import io.netledger.proto.events.v1.SandboxMode;
import io.netledger.proto.events.v1.SandboxModeChanged;
import io.netledger.proto.events.v1.SandboxOrphaned;
import io.netledger.proto.events.v1.SandboxReady;
import io.netledger.proto.events.v1.SandboxRejoined;
import io.netledger.proto.events.v1.SandboxRemoved;
import io.netledger.proto.events.v1.SandboxRemoving;

/** Events of a sandbox and their stored form. */
public final class SandboxCodec implements EventCodec<SandboxEvent> {

  @Override
  public Payload encode(SandboxEvent event) {
    return payload(message(event));
  }

  private static Message message(SandboxEvent event) {
    return switch (event) {
      case SandboxEvent.SandboxCreated(var settings) -> created(settings);
      case SandboxEvent.SandboxReady(var path) ->
          SandboxReady.newBuilder().setNetnsPath(path).build();
      case SandboxEvent.SandboxFailed(var text) ->
          SandboxFailed.newBuilder().setMessage(text).build();
      case SandboxEvent.SandboxJoined(var endpoint, var network, var name, var order) ->
          SandboxJoined.newBuilder()
              .setEndpointId(endpoint)
              .setNetworkId(network)
              .setInterfaceName(name)
              .setOrder(order)
              .build();
      case SandboxEvent.SandboxLeft(var endpoint) ->
          SandboxLeft.newBuilder().setEndpointId(endpoint).build();
      case SandboxEvent.SandboxModeChanged(var lone) ->
          SandboxModeChanged.newBuilder().setMode(mode(lone)).build();
      case SandboxEvent.SandboxOrphaned(var donor) ->
          SandboxOrphaned.newBuilder().setDonorId(donor).build();
      case SandboxEvent.SandboxRejoined(var donor) ->
          SandboxRejoined.newBuilder().setDonorId(donor).build();
      case SandboxEvent.SandboxRemoving(var forced) ->
          SandboxRemoving.newBuilder().setForced(forced).build();
      case SandboxEvent.SandboxRemoved _ -> SandboxRemoved.getDefaultInstance();
    };
  }

  private static SandboxCreated created(SandboxSettings settings) {
    SandboxCreated.Builder stored =
        SandboxCreated.newBuilder()
            .setName(settings.name())
            .setHost(settings.host())
            .putAllLabels(words(settings.labels()))
            .setServiceId(word(settings.serviceId()));
    switch (settings.namespace()) {
      case Namespace.Made _ -> {}
      case Namespace.AtPath(var path) -> stored.setNetnsPath(path);
      case Namespace.OfProcess(var pid) -> stored.setPid(pid);
      case Namespace.OfHost _ -> stored.setMode(SandboxMode.SANDBOX_MODE_HOST);
      case Namespace.OfDonor(var id, var name, _) ->
          stored.setMode(SandboxMode.SANDBOX_MODE_CONTAINER).setDonorId(id).setDonor(name);
      case Namespace.OfGuest(var guest) -> stored.setGuestId(guest);
    }
    if (settings.lone()) {
      stored.setMode(SandboxMode.SANDBOX_MODE_NONE);
    }
    if (!settings.dns().equals(Dns.OF_HOST)) {
      stored.setDns(dns(settings.dns()));
    }
    return stored.build();
  }

  private static SandboxMode mode(boolean lone) {
    return lone ? SandboxMode.SANDBOX_MODE_NONE : SandboxMode.SANDBOX_MODE_UNSPECIFIED;
  }

  private static DnsSettings dns(Dns dns) {
    return DnsSettings.newBuilder()
        .addAllServers(dns.servers().stream().map(IpAddress::toString).toList())
        .addAllSearch(dns.search())
        .addAllOptions(dns.options())
        .build();
  }

  @Override
  public SandboxEvent decode(Payload payload) {
    return switch (shortType(payload)) {
      case "SandboxCreated" -> created(read(SandboxCreated.parser(), payload));
      case "SandboxReady" ->
          new SandboxEvent.SandboxReady(read(SandboxReady.parser(), payload).getNetnsPath());
      case "SandboxFailed" ->
          new SandboxEvent.SandboxFailed(read(SandboxFailed.parser(), payload).getMessage());
      case "SandboxJoined" -> joined(read(SandboxJoined.parser(), payload));
      case "SandboxLeft" ->
          new SandboxEvent.SandboxLeft(read(SandboxLeft.parser(), payload).getEndpointId());
      case "SandboxModeChanged" ->
          new SandboxEvent.SandboxModeChanged(
              read(SandboxModeChanged.parser(), payload).getMode()
                  == SandboxMode.SANDBOX_MODE_NONE);
      case "SandboxOrphaned" ->
          new SandboxEvent.SandboxOrphaned(read(SandboxOrphaned.parser(), payload).getDonorId());
      case "SandboxRejoined" ->
          new SandboxEvent.SandboxRejoined(read(SandboxRejoined.parser(), payload).getDonorId());
      case "SandboxRemoving" ->
          new SandboxEvent.SandboxRemoving(read(SandboxRemoving.parser(), payload).getForced());
      case "SandboxRemoved" -> new SandboxEvent.SandboxRemoved();
      default -> throw unknown(payload);
    };
  }

  private static SandboxEvent created(SandboxCreated stored) {
    Namespace namespace =
        switch (stored.getAdoptCase()) {
          case NETNS_PATH -> new Namespace.AtPath(stored.getNetnsPath());
          case PID -> new Namespace.OfProcess(stored.getPid());
          case ADOPT_NOT_SET -> ours(stored);
        };
    return new SandboxEvent.SandboxCreated(
        new SandboxSettings(
            stored.getName(),
            stored.getHost(),
            stored.getLabelsMap(),
            namespace,
            stored.getMode() == SandboxMode.SANDBOX_MODE_NONE,
            dns(stored.getDns()),
            value(stored.getServiceId(), id -> id)));
  }

  private static Dns dns(DnsSettings stored) {
    return new Dns(
        stored.getServersList().stream().map(IpAddress::parse).toList(),
        stored.getSearchList(),
        stored.getOptionsList());
  }

  private static Namespace ours(SandboxCreated stored) {
    return switch (stored.getMode()) {
      case SANDBOX_MODE_HOST -> new Namespace.OfHost();
      case SANDBOX_MODE_CONTAINER ->
          new Namespace.OfDonor(stored.getDonorId(), stored.getDonor(), false);
      case SANDBOX_MODE_UNSPECIFIED, SANDBOX_MODE_NONE, UNRECOGNIZED ->
          stored.getGuestId().isEmpty()
              ? new Namespace.Made()
              : new Namespace.OfGuest(stored.getGuestId());
    };
  }

  private static SandboxEvent joined(SandboxJoined stored) {
    return new SandboxEvent.SandboxJoined(
        stored.getEndpointId(),
        stored.getNetworkId(),
        stored.getInterfaceName(),
        stored.getOrder());
  }
}
