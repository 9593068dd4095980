package io.netledger.deploy.local.scale;

import io.netledger.address.IpAddress;
import io.netledger.agent.kernel.Capabilities;
import io.netledger.agent.sync.AgentSync;
import io.netledger.agent.sync.Identity;
import io.netledger.agent.sync.Reached;
import io.netledger.agent.sync.Witness;
import io.netledger.proto.agent.v1.Changes;
import io.netledger.proto.agent.v1.EndpointSpec;
import io.netledger.proto.agent.v1.PeerSpec;
import io.netledger.proto.agent.v1.PlanMessage;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** An agent that speaks and plans as every other, and has no kernel. */
final class SimulatedHost implements Witness, AutoCloseable {

  private static final Capabilities ALL =
      new Capabilities(Set.of("bridge", "veth", "vxlan", "nf_tables"), Map.of());
  private static final int VXLAN_PORT = 4789;

  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong answers = new AtomicLong();
  private final Queue<Told> unanswered = new ConcurrentLinkedQueue<>();
  private final Map<String, Long> noted = new ConcurrentHashMap<>();
  private volatile boolean noting;
  private volatile Optional<AgentSync> sync = Optional.empty();

  private record Told(long revision, List<String> endpoints) {}

  static SimulatedHost start(Path networkService, String name, String underlay) {
    var host = new SimulatedHost();
    var identity =
        new Identity(
            name,
            "boot-" + name,
            Optional.of(new Reached(IpAddress.parse(underlay), VXLAN_PORT)),
            ALL,
            "simulated");
    WireChannel channel = WireChannel.open(new WireAddress.Unix(networkService));
    host.sync = Optional.of(AgentSync.simulate(identity, channel, host));
    return host;
  }

  @Override
  public void told(PlanMessage message) {
    bytes.addAndGet(message.getSerializedSize());
    if (noting && message.hasChanges()) {
      Changes changes = message.getChanges();
      List<String> endpoints =
          Stream.concat(
                  changes.getEndpointsList().stream().map(EndpointSpec::getId),
                  changes.getPeersList().stream().map(PeerSpec::getId))
              .toList();
      unanswered.add(new Told(changes.getRevision(), endpoints));
    }
  }

  @Override
  public void answered(long revision) {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    for (Told told = unanswered.peek();
        told != null && told.revision() <= revision;
        told = unanswered.peek()) {
      told.endpoints().forEach(endpoint -> noted.put(endpoint, now));
      var _ = unanswered.remove();
    }
    answers.incrementAndGet();
  }

  /** From now on it is remembered when which endpoint was answered. */
  void note() {
    noting = true;
  }

  /** When it answered the message with that endpoint, in microseconds since 1970. */
  OptionalLong answeredAt(String endpoint) {
    Long at = noted.get(endpoint);
    return at == null ? OptionalLong.empty() : OptionalLong.of(at);
  }

  /** Of all messages that it was told: the protobuf bytes. */
  long bytes() {
    return bytes.get();
  }

  /** How often it has answered. */
  long answers() {
    return answers.get();
  }

  @Override
  public void close() {
    sync.ifPresent(AgentSync::close);
  }
}
