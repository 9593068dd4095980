package io.netledger.network.rules;

import io.netledger.address.Cidr;
import io.netledger.address.Mac;
import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.Addressing;
import io.netledger.network.endpoint.DerivedMac;
import io.netledger.network.endpoint.Endpoint;
import io.netledger.network.endpoint.EndpointCommand.ConfirmAttached;
import io.netledger.network.endpoint.EndpointCommand.ConfirmDetached;
import io.netledger.network.endpoint.EndpointCommand.ConfirmReleased;
import io.netledger.network.endpoint.EndpointCommand.FailEndpoint;
import io.netledger.network.endpoint.EndpointCommand.LeaveEndpoint;
import io.netledger.network.endpoint.EndpointCommand.RequestEndpoint;
import io.netledger.network.endpoint.EndpointCommand.SettleAddresses;
import io.netledger.network.endpoint.EndpointRequest;
import io.netledger.network.endpoint.WantedAddress;
import io.netledger.network.failure.Failure;
import io.netledger.network.network.Members;
import io.netledger.network.network.Network;
import io.netledger.network.network.NetworkCommand.AddEndpoint;
import io.netledger.network.network.NetworkCommand.DropEndpoint;
import io.netledger.network.port.PublishedPort;
import io.netledger.network.sandbox.Memberships.Membership;
import io.netledger.network.sandbox.Sandbox;
import io.netledger.network.sandbox.SandboxCommand.JoinNetwork;
import io.netledger.network.sandbox.SandboxCommand.LeaveNetwork;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;

/** Connecting and disconnecting: the endpoint, its network and its sandbox. */
public final class EndpointRules {

  private EndpointRules() {}

  /** Asks for an endpoint; {@code id} was drawn for it. */
  public static void connect(Work work, String id, Connection wish) {
    String networkId = Naming.network(work, wish.network());
    String sandboxId = Naming.sandbox(work, wish.sandbox());
    Network network = work.state(Kinds.NETWORK, networkId);
    wish.mac().ifPresent(mac -> refuseTaken(work, network.endpoints(), mac));
    work.decide(Kinds.NETWORK, networkId, new AddEndpoint(id, sandboxId, wish.mac()));
    work.decide(
        Kinds.SANDBOX,
        sandboxId,
        new JoinNetwork(id, networkId, wish.interfaceName(), prefix(network)));
    Sandbox sandbox = work.state(Kinds.SANDBOX, sandboxId);
    String host = sandbox.asked().orElseThrow().host();
    checkPlace(work, network, host);
    Membership membership = sandbox.networks().on(networkId).orElseThrow();
    List<WantedAddress> wanted = PoolChoice.of(network.subnets(), wish.v4(), wish.v6());
    List<PublishedPort> ports =
        PortRules.claim(
            work,
            id,
            host,
            network.asked().orElseThrow(),
            PoolChoice.families(network.subnets(), wanted),
            wish.publish());
    work.begin(
        Kinds.ENDPOINT,
        id,
        new RequestEndpoint(
            new EndpointRequest(
                networkId,
                sandboxId,
                host,
                wanted,
                wish.aliases(),
                wish.mac(),
                membership.interfaceName(),
                membership.order(),
                wish.options(),
                ports)));
  }

  /** Whether the host can have an endpoint of the network. */
  static boolean canBePlaced(Work work, String networkId, String host) {
    try {
      checkPlace(work, work.state(Kinds.NETWORK, networkId), host);
      return true;
    } catch (Rejection _) {
      return false;
    }
  }

  private static void checkPlace(Work work, Network network, String host) {
    HostRules.refuseDrained(work, host);
    network.asked().ifPresent(asked -> HostAbilities.hostCan(work, host, asked.driver()));
    SharedParents.checkPlace(work, network, host);
    Overlays.checkPlace(work, network, host);
  }

  private static String prefix(Network network) {
    return network.asked().orElseThrow().driver().interfaceWord();
  }

  /** Only who asks for a MAC address pays for looking at those that were derived. */
  private static void refuseTaken(Work work, Members members, Mac mac) {
    for (String endpoint : members.endpoints()) {
      if (work.state(Kinds.ENDPOINT, endpoint)
          .addresses()
          .filter(there -> there.mac().equals(mac))
          .isPresent()) {
        throw new Rejection(
            Reason.MAC_IN_USE, "MAC address %s belongs to endpoint %.12s".formatted(mac, endpoint));
      }
    }
  }

  /** ipam-service has given {@code addresses}, in the order in which they were wanted. */
  public static void addressed(Work work, String id, List<Cidr> addresses) {
    if (work.state(Kinds.ENDPOINT, id) instanceof Endpoint.Requested(var request)) {
      Mac mac = request.mac().orElseGet(() -> derived(work, id, request.networkId(), addresses));
      work.decide(Kinds.ENDPOINT, id, new SettleAddresses(new Addressing(addresses, mac)));
    }
  }

  /** As Docker derives it, unless somebody has asked for just this one. */
  private static Mac derived(Work work, String id, String networkId, List<Cidr> addresses) {
    Mac mac = DerivedMac.of(addresses, id);
    boolean taken = work.state(Kinds.NETWORK, networkId).endpoints().holderOf(mac).isPresent();
    return taken ? DerivedMac.ofId(id) : mac;
  }

  /**
   * Its host has it in its kernel. Late words change nothing.
   *
   * @param planRevision revision of the host's plan that brought it about
   */
  public static void attached(Work work, String id, long planRevision) {
    work.decide(Kinds.ENDPOINT, id, new ConfirmAttached(planRevision));
  }

  /** It was refused and its host has nothing of it. Who was attached once is not undone. */
  public static void fail(Work work, String id, Failure failure) {
    work.decide(Kinds.ENDPOINT, id, new FailEndpoint(failure));
  }

  /** Takes the endpoint off; with {@code force} without the host's word. */
  public static void leave(Work work, String id, boolean force) {
    work.decide(Kinds.ENDPOINT, id, new LeaveEndpoint(force));
  }

  /** Takes a sandbox off a network and returns the endpoint's id. */
  public static String disconnect(Work work, String network, String sandbox, boolean force) {
    String id = endpoint(work, network, sandbox);
    leave(work, id, force);
    return id;
  }

  /**
   * The endpoint between two things that users name.
   *
   * @throws Rejection NOT_CONNECTED and those of {@link Naming}
   */
  public static String endpoint(Work work, String network, String sandbox) {
    String networkId = Naming.network(work, network);
    String sandboxId = Naming.sandbox(work, sandbox);
    return work.state(Kinds.SANDBOX, sandboxId)
        .networks()
        .on(networkId)
        .map(Membership::endpointId)
        .orElseThrow(() ->
            new Rejection(
                Reason.NOT_CONNECTED,
                "sandbox " + sandbox + " is not connected to network " + network));
  }

  /** Its host has nothing of it any more. */
  public static void detached(Work work, String id) {
    work.decide(Kinds.ENDPOINT, id, new ConfirmDetached());
  }

  /** ipam-service has its addresses back: it is off its network and its sandbox, its ports free. */
  public static void released(Work work, String id) {
    if (work.decide(Kinds.ENDPOINT, id, new ConfirmReleased()).isEmpty()) {
      return;
    }
    if (work.state(Kinds.ENDPOINT, id) instanceof Endpoint.Removed(var request, _, _)) {
      work.decide(Kinds.SANDBOX, request.sandboxId(), new LeaveNetwork(id));
      work.decide(Kinds.NETWORK, request.networkId(), new DropEndpoint(id));
      PortRules.free(work, id, request);
    }
  }
}
