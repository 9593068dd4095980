package io.netledger.network.rpc;

import com.google.protobuf.Message;
import io.netledger.eventstore.Appended;
import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.plan.HostPlans;
import io.netledger.network.process.Seen;
import io.netledger.network.process.Traced;
import io.netledger.network.rules.HostRules;
import io.netledger.network.rules.Naming;
import io.netledger.network.sandbox.Sandbox;
import io.netledger.proto.network.v1.DrainHostRequest;
import io.netledger.proto.network.v1.DrainHostResponse;
import io.netledger.proto.network.v1.GetHostResponse;
import io.netledger.proto.network.v1.Host;
import io.netledger.proto.network.v1.HostServiceGrpc;
import io.netledger.proto.network.v1.HostState;
import io.netledger.proto.network.v1.RemoveHostRequest;
import io.netledger.proto.network.v1.RemoveHostResponse;
import io.netledger.proto.network.v1.UndrainHostRequest;
import io.netledger.proto.network.v1.UndrainHostResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/** DrainHost, UndrainHost and RemoveHost. */
final class HostWrites {

  private static final String DRAIN = HostServiceGrpc.getDrainHostMethod().getFullMethodName();
  private static final String UNDRAIN = HostServiceGrpc.getUndrainHostMethod().getFullMethodName();
  private static final String REMOVE = HostServiceGrpc.getRemoveHostMethod().getFullMethodName();

  private final Writing writing;
  private final HostAnswers answers;
  private final HostPlans plans;

  HostWrites(Writing writing, HostAnswers answers, HostPlans plans) {
    this.writing = writing;
    this.answers = answers;
    this.plans = plans;
  }

  DrainHostResponse drain(DrainHostRequest request) {
    Target target = target(request, DRAIN, request.getHost(), request.getEtag());
    GetHostResponse host = placed(request, DRAIN, target, HostRules::drain);
    return DrainHostResponse.newBuilder()
        .setRevision(host.getRevision())
        .setHost(
            request.getValidateOnly()
                ? as(host.getHost(), HostState.HOST_STATE_DRAINED)
                : host.getHost())
        .build();
  }

  UndrainHostResponse undrain(UndrainHostRequest request) {
    Target target = target(request, UNDRAIN, request.getHost(), request.getEtag());
    GetHostResponse host = placed(request, UNDRAIN, target, HostRules::undrain);
    return UndrainHostResponse.newBuilder()
        .setRevision(host.getRevision())
        .setHost(
            request.getValidateOnly()
                ? as(host.getHost(), HostState.HOST_STATE_READY)
                : host.getHost())
        .build();
  }

  /** The host that a request is about. */
  private record Target(String word, EtagCheck<io.netledger.network.host.Host> etag) {}

  private Target target(Message request, String method, String word, String etag) {
    writing.recorded(request, method, () -> FieldWords.reference("host", word));
    return new Target(
        word, EtagCheck.of(writing, Kinds.HOST, etag, work -> Naming.host(work, word)));
  }

  private GetHostResponse placed(
      Message request, String method, Target target, BiConsumer<Work, String> rule) {
    AtomicReference<String> found = new AtomicReference<>("");
    Traced decision =
        new Traced(work -> {
          String name = Naming.host(work, target.word());
          found.set(name);
          target.etag().check(work, name);
          rule.accept(work, name);
        });
    Appended appended = writing.write(request, method, decision, found::get);
    return answers.now(Writing.thing(appended, Kinds.HOST).orElse(found.get()));
  }

  private static Host as(Host host, HostState state) {
    return host.toBuilder().setState(state).build();
  }

  RemoveHostResponse remove(RemoveHostRequest request) {
    Duration wait =
        writing.recorded(
            request, REMOVE, () -> FieldWords.wait(request.hasWait(), request.getWait()));
    Target target = target(request, REMOVE, request.getHost(), request.getEtag());
    Map<String, String> placed = plans.placed();
    AtomicReference<String> found = new AtomicReference<>("");
    Traced decision =
        new Traced(work -> {
          Optional<String> name =
              request.getAllowMissing()
                  ? Naming.findHost(work, target.word())
                  : Optional.of(Naming.host(work, target.word()));
          found.set(name.orElse(""));
          name.ifPresent(host -> {
            target.etag().check(work, host);
            HostRules.remove(work, host, request.getDetachEndpoints(), placed);
          });
        });
    Appended appended = writing.write(request, REMOVE, decision, found::get);
    List<String> sandboxes = Writing.ids(appended, Kinds.SANDBOX);
    List<String> endpoints = Writing.ids(appended, Kinds.ENDPOINT);
    long revision = writing.head();
    if (!request.getValidateOnly()) {
      revision = Math.max(revision, await(sandboxes, wait));
    }
    return RemoveHostResponse.newBuilder()
        .setRevision(revision)
        .setHost(Writing.thing(appended, Kinds.HOST).orElse(""))
        .addAllSandboxes(writing.look(work -> RemovedWords.of(work, sandboxes, endpoints)))
        .build();
  }

  /** Waits until all are gone; answers the last revision that was seen. */
  private long await(List<String> sandboxes, Duration wait) {
    Instant deadline = Instant.now().plus(wait);
    long revision = 0;
    for (String id : sandboxes) {
      try (var watch = writing.watches().onExisting(Kinds.SANDBOX, id)) {
        Seen<Sandbox> seen =
            watch.await(
                Sandbox.Removed.class::isInstance, Duration.between(Instant.now(), deadline));
        revision = Math.max(revision, seen.revision());
      }
    }
    return revision;
  }
}
