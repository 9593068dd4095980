package io.netledger.network;

import io.netledger.eventstore.StreamKind;
import io.netledger.network.endpoint.Endpoint;
import io.netledger.network.endpoint.EndpointCodec;
import io.netledger.network.endpoint.EndpointCommand;
import io.netledger.network.endpoint.EndpointDecider;
import io.netledger.network.endpoint.EndpointEvent;
import io.netledger.network.guest.GuestCodec;
import io.netledger.network.guest.GuestCommand;
import io.netledger.network.guest.GuestDecider;
import io.netledger.network.guest.GuestEvent;
import io.netledger.network.guest.Guests;
import io.netledger.network.host.Host;
import io.netledger.network.host.HostCodec;
import io.netledger.network.host.HostCommand;
import io.netledger.network.host.HostDecider;
import io.netledger.network.host.HostEvent;
import io.netledger.network.join.IssuedCertificate;
import io.netledger.network.join.JoinCodec;
import io.netledger.network.join.JoinCommand;
import io.netledger.network.join.JoinDecider;
import io.netledger.network.join.JoinEvent;
import io.netledger.network.join.JoinToken;
import io.netledger.network.join.RenewalCodec;
import io.netledger.network.join.RenewalDecider;
import io.netledger.network.join.RenewalEvent;
import io.netledger.network.name.NameCodec;
import io.netledger.network.name.NameCommand;
import io.netledger.network.name.NameDecider;
import io.netledger.network.name.NameEvent;
import io.netledger.network.name.Names;
import io.netledger.network.network.Network;
import io.netledger.network.network.NetworkCodec;
import io.netledger.network.network.NetworkCommand;
import io.netledger.network.network.NetworkDecider;
import io.netledger.network.network.NetworkEvent;
import io.netledger.network.port.PortCodec;
import io.netledger.network.port.PortCommand;
import io.netledger.network.port.PortDecider;
import io.netledger.network.port.PortEvent;
import io.netledger.network.port.Ports;
import io.netledger.network.sandbox.Sandbox;
import io.netledger.network.sandbox.SandboxCodec;
import io.netledger.network.sandbox.SandboxCommand;
import io.netledger.network.sandbox.SandboxDecider;
import io.netledger.network.sandbox.SandboxEvent;
import io.netledger.network.service.ServiceCodec;
import io.netledger.network.service.ServiceCommand;
import io.netledger.network.service.ServiceDecider;
import io.netledger.network.service.ServiceEvent;
import io.netledger.network.vni.VniCodec;
import io.netledger.network.vni.VniCommand;
import io.netledger.network.vni.VniDecider;
import io.netledger.network.vni.VniEvent;
import io.netledger.network.vni.Vnis;

/** The kinds of streams in network-service's log. */
public final class Kinds {

  /** Stream "names/network". */
  public static final StreamKind<Names, NameCommand, NameEvent> NETWORK_NAMES = names("network");

  /** Stream "names/sandbox". */
  public static final StreamKind<Names, NameCommand, NameEvent> SANDBOX_NAMES = names("sandbox");

  /** Stream "names/service". */
  public static final StreamKind<Names, NameCommand, NameEvent> SERVICE_NAMES = names("service");

  /** Stream "names/host"; a host's id is its name. */
  public static final StreamKind<Names, NameCommand, NameEvent> HOST_NAMES = names("host");

  /** Stream "names/bridge": the Linux bridges that users have named, each with its network's id. */
  public static final StreamKind<Names, NameCommand, NameEvent> BRIDGE_NAMES = names("bridge");

  /** Id of the stream of {@link #BRIDGE_NAMES}. */
  public static final String BRIDGE_STREAM = "bridge";

  /** Id of the stream of {@link #NETWORK_NAMES}. */
  public static final String NETWORK_STREAM = "network";

  /** Id of the stream of {@link #SANDBOX_NAMES}. */
  public static final String SANDBOX_STREAM = "sandbox";

  /** Id of the stream of {@link #SERVICE_NAMES}. */
  public static final String SERVICE_STREAM = "service";

  /** Id of the stream of {@link #HOST_NAMES}. */
  public static final String HOST_STREAM = "host";

  /** Stream "guests/sandbox". */
  public static final StreamKind<Guests, GuestCommand, GuestEvent> GUESTS =
      new StreamKind<>("guests", new GuestDecider(), new GuestCodec());

  /** Streams "network/ID". */
  public static final StreamKind<Network, NetworkCommand, NetworkEvent> NETWORK =
      new StreamKind<>("network", new NetworkDecider(), new NetworkCodec());

  /** Streams "sandbox/ID". */
  public static final StreamKind<Sandbox, SandboxCommand, SandboxEvent> SANDBOX =
      new StreamKind<>("sandbox", new SandboxDecider(), new SandboxCodec());

  /** Streams "endpoint/ID". */
  public static final StreamKind<Endpoint, EndpointCommand, EndpointEvent> ENDPOINT =
      new StreamKind<>("endpoint", new EndpointDecider(), new EndpointCodec());

  /** Streams "service/ID". */
  public static final StreamKind<io.netledger.network.service.Service, ServiceCommand, ServiceEvent>
      SERVICE = new StreamKind<>("service", new ServiceDecider(), new ServiceCodec());

  /** Streams "host/NAME". */
  public static final StreamKind<Host, HostCommand, HostEvent> HOST =
      new StreamKind<>("host", new HostDecider(), new HostCodec());

  /** Streams "ports/HOST": the published ports of a host. */
  public static final StreamKind<Ports, PortCommand, PortEvent> PORTS =
      new StreamKind<>("ports", new PortDecider(), new PortCodec());

  /** Streams "join/SHA-256 of a join token". */
  public static final StreamKind<JoinToken, JoinCommand, JoinEvent> JOIN =
      new StreamKind<>("join", new JoinDecider(), new JoinCodec());

  /** Streams "certificate/HOST": those that a host has had since it joined. */
  public static final StreamKind<Integer, IssuedCertificate, RenewalEvent> CERTIFICATE =
      new StreamKind<>("certificate", new RenewalDecider(), new RenewalCodec());

  /** Stream "vnis/overlay": the numbers of the overlay networks. */
  public static final StreamKind<Vnis, VniCommand, VniEvent> VNIS =
      new StreamKind<>("vnis", new VniDecider(), new VniCodec());

  /** Id of the stream of {@link #VNIS}. */
  public static final String VNI_STREAM = "overlay";

  private Kinds() {}

  private static StreamKind<Names, NameCommand, NameEvent> names(String noun) {
    return new StreamKind<>("names", new NameDecider(noun), new NameCodec());
  }
}
