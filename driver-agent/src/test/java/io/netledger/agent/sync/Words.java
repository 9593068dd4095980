package io.netledger.agent.sync;

import static io.netledger.agent.driver.Specs.id;

import io.netledger.agent.driver.Specs;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.proto.agent.v1.BridgeSpec;
import io.netledger.proto.agent.v1.EndpointSpec;
import io.netledger.proto.agent.v1.NetworkSpec;
import io.netledger.proto.agent.v1.Snapshot;
import io.netledger.proto.agent.v1.SubnetSpec;

/** What network-service says of a host with two sandboxes on one bridge. */
final class Words {

  static final SandboxSpec RED = Specs.sandbox("1ed");
  static final SandboxSpec BLUE = Specs.sandbox("b1e");
  static final String BRIDGE = "br-0123456789ab";
  static final String RED_PORT = "nle1ed00000000";

  private Words() {}

  static Snapshot.Builder snapshot(long revision) {
    return Snapshot.newBuilder()
        .setRevision(revision)
        .addNetworks(network())
        .addSandboxes(sandbox(RED))
        .addSandboxes(sandbox(BLUE))
        .addEndpoints(red())
        .addEndpoints(blue());
  }

  static NetworkSpec.Builder network() {
    return NetworkSpec.newBuilder()
        .setId(id("0123456789ab"))
        .setName("shop")
        .setResolves(true)
        .addSubnets(subnet("192.0.2.0/24"))
        .setBridge(BridgeSpec.newBuilder().setIcc(true).setMasquerade(true));
  }

  static SubnetSpec.Builder subnet(String subnet) {
    return SubnetSpec.newBuilder().setSubnet(subnet).setGateway(subnet.replace("0/24", "1"));
  }

  static io.netledger.proto.agent.v1.SandboxSpec sandbox(SandboxSpec sandbox) {
    return io.netledger.proto.agent.v1.SandboxSpec.newBuilder()
        .setId(sandbox.id())
        .setName(sandbox.name())
        .build();
  }

  static EndpointSpec.Builder red() {
    return endpoint("e1ed", RED, "192.0.2.7/24", "02:42:c0:00:02:07");
  }

  static EndpointSpec.Builder blue() {
    return endpoint("eb1e", BLUE, "192.0.2.8/24", "02:42:c0:00:02:08");
  }

  static EndpointSpec.Builder endpoint(
      String digits, SandboxSpec sandbox, String address, String mac) {
    return EndpointSpec.newBuilder()
        .setId(id(digits))
        .setNetworkId(id("0123456789ab"))
        .setSandboxId(sandbox.id())
        .addAddresses(address)
        .setMacAddress(mac)
        .setInterfaceName("eth0")
        .setRevision(1);
  }
}
