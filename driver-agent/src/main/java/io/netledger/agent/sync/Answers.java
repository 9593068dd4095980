package io.netledger.agent.sync;

import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.SpecChange;
import io.netledger.proto.agent.v1.AgentMessage;
import io.netledger.proto.agent.v1.Applied;
import io.netledger.proto.agent.v1.Drift;
import io.netledger.proto.agent.v1.Heartbeat;
import io.netledger.proto.agent.v1.Hello;
import io.netledger.proto.agent.v1.RealizedSandbox;
import io.netledger.proto.agent.v1.Refused;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Values in, words out. */
final class Answers {

  private Answers() {}

  static AgentMessage hello(Identity identity, long appliedRevision) {
    return AgentMessage.newBuilder()
        .setHello(
            Hello.newBuilder()
                .setHost(identity.host())
                .setBootId(identity.bootId())
                .setUnderlayAddress(
                    identity.reached().map(it -> it.address().toString()).orElse(""))
                .addAllCapabilities(identity.capabilities().present().stream().sorted().toList())
                .putAllMissing(identity.capabilities().missing())
                .setAppliedRevision(appliedRevision)
                .setAgentVersion(identity.version()))
        .build();
  }

  /** What became of everything that the message has named, and what lingers besides. */
  static AgentMessage applied(PlanCodec.Read read, Keeper keeper) {
    SpecChange change = read.change();
    Stream<Refusal> refused =
        Stream.concat(
                change.sandboxes().stream().map(it -> it.owner()),
                change.endpoints().stream().map(it -> it.owner()))
            .flatMap(owner -> keeper.refusal(owner).stream());
    Applied.Builder applied =
        applied(change.revision(), Stream.concat(read.unreadable().stream(), refused), keeper);
    change
        .sandboxes()
        .forEach(sandbox ->
            keeper
                .namespaceOf(sandbox.id())
                .ifPresent(file ->
                    applied.addSandboxes(
                        RealizedSandbox.newBuilder()
                            .setSandboxId(sandbox.id())
                            .setNetnsPath(file.toString()))));
    return AgentMessage.newBuilder().setApplied(applied).build();
  }

  /** That something is gone of what was named in the answers before. */
  static AgentMessage applied(long revision, Keeper keeper) {
    return AgentMessage.newBuilder().setApplied(applied(revision, Stream.empty(), keeper)).build();
  }

  private static Applied.Builder applied(long revision, Stream<Refusal> refused, Keeper keeper) {
    Map<Owner, Refusal> all = new LinkedHashMap<>();
    Stream.concat(refused, keeper.unsettled().stream())
        .filter(refusal -> isTold(refusal.owner()))
        .forEach(refusal -> all.putIfAbsent(refusal.owner(), refusal));
    Applied.Builder applied = Applied.newBuilder().setRevision(revision);
    all.forEach((owner, refusal) -> applied.addRefused(refused(refusal, keeper.lingers(owner))));
    return applied;
  }

  /** Nobody waits for networks and peers: an endpoint that needs its network is refused itself. */
  private static boolean isTold(Owner owner) {
    return switch (owner) {
      case Owner.Sandbox _, Owner.Endpoint _ -> true;
      case Owner.Network _, Owner.Peer _, Owner.Service _ -> false;
    };
  }

  private static Refused refused(Refusal refusal, boolean lingers) {
    Refused.Builder refused =
        Refused.newBuilder()
            .setMessage(refusal.message())
            .setErrno(refusal.errno())
            .setLingers(lingers);
    return switch (refusal.owner()) {
      case Owner.Sandbox(var id) -> refused.setSandboxId(id).build();
      case Owner.Endpoint(var id) -> refused.setEndpointId(id).build();
      case Owner.Network _, Owner.Peer _, Owner.Service _ -> refused.build();
    };
  }

  static AgentMessage drift(Finding finding) {
    Drift.Builder drift =
        Drift.newBuilder()
            .setFound(finding.found())
            .setFoundAtMicros(finding.foundAtMicros())
            .setRepaired(finding.isRepaired())
            .setFailure(finding.failure())
            .setToldBefore(finding.toldBefore());
    finding
        .owner()
        .ifPresent(owner -> {
          switch (owner) {
            case Owner.Network(var id) -> drift.setNetworkId(id);
            case Owner.Endpoint(var id) -> drift.setEndpointId(id);
            case Owner.Peer(var id) -> drift.setEndpointId(id);
            case Owner.Sandbox _, Owner.Service _ -> {}
          }
        });
    return AgentMessage.newBuilder().setDrift(drift).build();
  }

  static AgentMessage heartbeat(long appliedRevision) {
    return AgentMessage.newBuilder()
        .setHeartbeat(Heartbeat.newBuilder().setAppliedRevision(appliedRevision))
        .build();
  }
}
