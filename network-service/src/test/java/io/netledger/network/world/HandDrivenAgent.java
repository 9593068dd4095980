package io.netledger.network.world;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.netledger.proto.agent.v1.AgentMessage;
import io.netledger.proto.agent.v1.AgentServiceGrpc;
import io.netledger.proto.agent.v1.Applied;
import io.netledger.proto.agent.v1.EndpointSpec;
import io.netledger.proto.agent.v1.Hello;
import io.netledger.proto.agent.v1.NetworkSpec;
import io.netledger.proto.agent.v1.PeerSpec;
import io.netledger.proto.agent.v1.PlanMessage;
import io.netledger.proto.agent.v1.RealizedSandbox;
import io.netledger.proto.agent.v1.Refused;
import io.netledger.proto.agent.v1.SandboxSpec;
import io.netledger.proto.agent.v1.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A driver-agent without a kernel: it says of everything that it stands, unless the test tells it
 * to refuse or to be silent.
 */
public final class HandDrivenAgent implements StreamObserver<PlanMessage>, AutoCloseable {

  private final StreamObserver<AgentMessage> service;
  private final Map<String, NetworkSpec> networks = new TreeMap<>();
  private final Map<String, EndpointSpec> endpoints = new TreeMap<>();
  private final Map<String, SandboxSpec> sandboxes = new TreeMap<>();
  private final Map<String, PeerSpec> peers = new TreeMap<>();
  private final Map<String, ServiceSpec> services = new TreeMap<>();
  private final List<PlanMessage> unanswered = new ArrayList<>();
  private boolean silent;
  private boolean closed;
  private String refusal = "";
  private volatile @Nullable String ended;

  HandDrivenAgent(
      ManagedChannel channel, String host, Map<String, String> missing, String underlay) {
    this.service = AgentServiceGrpc.newStub(channel).sync(this);
    service.onNext(
        AgentMessage.newBuilder()
            .setHello(
                Hello.newBuilder()
                    .setHost(host)
                    .setBootId("boot-of-" + host)
                    .setUnderlayAddress(underlay)
                    .addCapabilities("bridge")
                    .putAllMissing(missing))
            .build());
  }

  /** From now on it answers nothing. */
  public synchronized void beSilent() {
    silent = true;
  }

  /** Answers what it has left unanswered, and from now on everything. */
  public synchronized void speak() {
    silent = false;
    unanswered.forEach(this::applied);
    unanswered.clear();
  }

  /** Refuses new sandboxes and endpoints with these words; empty: allows them. */
  public synchronized void refuse(String words) {
    refusal = words;
  }

  /** The networks that the host was told of, by id. */
  public synchronized Map<String, NetworkSpec> networks() {
    return Map.copyOf(networks);
  }

  /** The endpoints that stand on the host, by id. */
  public synchronized Map<String, EndpointSpec> endpoints() {
    return Map.copyOf(endpoints);
  }

  /** The endpoints of other hosts that the host was told of, by id. */
  public synchronized Map<String, PeerSpec> peers() {
    return Map.copyOf(peers);
  }

  /** The services that the host was told of, by id. */
  public synchronized Map<String, ServiceSpec> services() {
    return Map.copyOf(services);
  }

  /** The sandboxes that stand on the host, by id. */
  public synchronized Map<String, SandboxSpec> sandboxes() {
    return Map.copyOf(sandboxes);
  }

  @Override
  public synchronized void onNext(PlanMessage message) {
    if (silent) {
      unanswered.add(message);
    } else {
      applied(message);
    }
  }

  private void applied(PlanMessage message) {
    Applied.Builder applied = Applied.newBuilder();
    switch (message.getMessageCase()) {
      case SNAPSHOT -> {
        var snapshot = message.getSnapshot();
        networks.clear();
        endpoints.clear();
        sandboxes.clear();
        peers.clear();
        services.clear();
        snapshot.getServicesList().forEach(service -> services.put(service.getId(), service));
        applied.setRevision(snapshot.getRevision());
        snapshot.getNetworksList().forEach(network -> networks.put(network.getId(), network));
        snapshot.getPeersList().forEach(peer -> peers.put(peer.getId(), peer));
        snapshot.getSandboxesList().forEach(sandbox -> make(sandbox, applied));
        snapshot.getEndpointsList().forEach(endpoint -> attach(endpoint, applied));
      }
      case CHANGES -> {
        var changes = message.getChanges();
        applied.setRevision(changes.getRevision());
        changes.getRemovedEndpointIdsList().forEach(endpoints::remove);
        changes.getRemovedSandboxIdsList().forEach(sandboxes::remove);
        changes.getRemovedNetworkIdsList().forEach(networks::remove);
        changes.getRemovedPeerIdsList().forEach(peers::remove);
        changes.getRemovedServiceIdsList().forEach(services::remove);
        changes.getServicesList().forEach(service -> services.put(service.getId(), service));
        peers
            .values()
            .removeIf(it -> changes.getRemovedNetworkIdsList().contains(it.getNetworkId()));
        changes.getPeersList().forEach(peer -> peers.put(peer.getId(), peer));
        changes.getNetworksList().forEach(network -> networks.put(network.getId(), network));
        changes.getSandboxesList().forEach(sandbox -> make(sandbox, applied));
        changes.getEndpointsList().forEach(endpoint -> attach(endpoint, applied));
      }
      case MESSAGE_NOT_SET -> throw new IllegalStateException("an empty plan message");
    }
    service.onNext(AgentMessage.newBuilder().setApplied(applied).build());
  }

  private void make(SandboxSpec sandbox, Applied.Builder applied) {
    if (!refusal.isEmpty() && !sandboxes.containsKey(sandbox.getId())) {
      applied.addRefused(Refused.newBuilder().setSandboxId(sandbox.getId()).setMessage(refusal));
      return;
    }
    sandboxes.put(sandbox.getId(), sandbox);
    applied.addSandboxes(
        RealizedSandbox.newBuilder()
            .setSandboxId(sandbox.getId())
            .setNetnsPath("/run/netns/" + sandbox.getName()));
  }

  private void attach(EndpointSpec endpoint, Applied.Builder applied) {
    if (!refusal.isEmpty() && !endpoints.containsKey(endpoint.getId())) {
      applied.addRefused(Refused.newBuilder().setEndpointId(endpoint.getId()).setMessage(refusal));
      return;
    }
    endpoints.put(endpoint.getId(), endpoint);
  }

  /** Why the service has ended the stream; empty while it has not. */
  public Optional<String> ended() {
    return Optional.ofNullable(ended);
  }

  @Override
  public void onError(Throwable broken) {
    ended = String.valueOf(broken.getMessage());
  }

  @Override
  public void onCompleted() {}

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      service.onCompleted();
    }
  }
}
