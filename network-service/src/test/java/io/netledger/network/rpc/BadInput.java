package io.netledger.network.rpc;

import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.PruneNetworksRequest;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import io.netledger.proto.network.v1.RemoveSandboxRequest;
import io.netledger.proto.network.v1.Subnet;
import io.netledger.refusal.Reason;
import java.io.IOException;
import java.util.List;

/**
 * A world in which wrong requests are sent: network br0 with sandbox web on it, and sandbox off.
 */
final class BadInput implements AutoCloseable {

  static final String LONG = "x".repeat(129);
  static final Duration NEGATIVE = Duration.newBuilder().setSeconds(-1).build();
  static final Duration HOURS = Duration.newBuilder().setSeconds(7_200).build();
  static final Duration HUGE =
      Duration.newBuilder().setSeconds(Long.MAX_VALUE).setNanos(Integer.MAX_VALUE).build();

  private final World world = new World();
  private final HandDrivenAgent host = world.host("node-1");

  /** A request and what is wrong with it. */
  record Bad(String what, Message request, Reason reason) {

    @Override
    public String toString() {
      return request.getDescriptorForType().getName() + " with " + what + ": " + reason;
    }
  }

  BadInput() throws IOException {
    world
        .networks()
        .createNetwork(
            CreateNetworkRequest.newBuilder()
                .setName("br0")
                .addSubnets(Subnet.newBuilder().setSubnet("192.168.0.0/16"))
                .build());
    for (String sandbox : List.of("web", "off")) {
      world.sandboxes().createSandbox(CreateSandboxRequest.newBuilder().setName(sandbox).build());
    }
    world
        .networks()
        .connect(ConnectRequest.newBuilder().setNetwork("br0").setSandbox("web").build());
  }

  /** The request is refused for its reason, and nothing but that is stored. */
  void isRefusedAndOnlyRecorded(Bad bad) {
    long before = world.head();
    var refusal = refused(() -> send(bad.request()));
    assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(bad.reason());
    assertThat(world.eventsAfter(before)).containsExactly("RequestRefused");
  }

  private void send(Message request) {
    switch (request) {
      case CreateNetworkRequest create -> world.networks().createNetwork(create);
      case RemoveNetworkRequest remove -> world.networks().removeNetwork(remove);
      case PruneNetworksRequest prune -> world.networks().pruneNetworks(prune);
      case ConnectRequest connect -> world.networks().connect(connect);
      case DisconnectRequest disconnect -> world.networks().disconnect(disconnect);
      case CreateSandboxRequest create -> world.sandboxes().createSandbox(create);
      case RemoveSandboxRequest remove -> world.sandboxes().removeSandbox(remove);
      default -> throw new IllegalArgumentException("no such call: " + request);
    }
  }

  @Override
  public void close() {
    host.close();
    world.close();
  }
}
