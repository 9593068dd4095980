package io.netledger.network.rpc;

import io.netledger.address.IpAddress;
import io.netledger.network.host.Boot;
import io.netledger.network.host.HostCommand;
import io.netledger.network.hosts.Said;
import io.netledger.proto.agent.v1.AgentMessage;
import io.netledger.proto.agent.v1.Applied;
import io.netledger.proto.agent.v1.Drift;
import io.netledger.proto.agent.v1.Hello;
import io.netledger.proto.agent.v1.Refused;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an agent says, as values. */
final class AgentWords {

  private static final Pattern HOST = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,63}");
  private static final int LONGEST = 4096;

  private AgentWords() {}

  /**
   * @throws Rejection INVALID_ARGUMENT if the message says nothing, or not properly
   */
  static Said said(AgentMessage message) {
    return switch (message.getMessageCase()) {
      case HELLO -> hello(message.getHello());
      case APPLIED -> applied(message.getApplied());
      case DRIFT -> drift(message.getDrift());
      case HEARTBEAT -> new Said.Heartbeat(message.getHeartbeat().getAppliedRevision());
      case MESSAGE_NOT_SET -> throw invalid("the message is empty; expected Hello first");
    };
  }

  /**
   * @throws Rejection INVALID_ARGUMENT if the message is no proper Hello
   */
  static Said.Hello first(AgentMessage message) {
    if (said(message) instanceof Said.Hello hello) {
      return hello;
    }
    throw invalid("the first message is " + message.getMessageCase() + "; expected HELLO");
  }

  private static Said.Hello hello(Hello hello) {
    if (!HOST.matcher(hello.getHost()).matches()) {
      throw invalid(
          "host \""
              + cut(hello.getHost())
              + "\"; expected [a-zA-Z0-9][a-zA-Z0-9_.-]*, at most 64 characters");
    }
    if (hello.getBootId().isEmpty() || hello.getBootId().length() > 64) {
      throw invalid("boot_id of " + hello.getBootId().length() + " characters; expected 1 to 64");
    }
    if (hello.getAppliedRevision() < 0) {
      throw invalid("applied_revision is above the highest revision");
    }
    List<String> capabilities =
        hello.getCapabilitiesList().stream().limit(256).map(AgentWords::cut).toList();
    return new Said.Hello(
        hello.getHost(),
        new Boot(
            cut(hello.getBootId()),
            underlay(hello.getUnderlayAddress()),
            capabilities,
            missing(hello.getMissingMap())),
        hello.getAppliedRevision());
  }

  private static Map<String, String> missing(Map<String, String> words) {
    return words.entrySet().stream()
        .limit(256)
        .collect(
            Collectors.toMap(
                each -> cut(each.getKey()), each -> cut(each.getValue()), (first, _) -> first));
  }

  private static Optional<IpAddress> underlay(String word) {
    try {
      return word.isEmpty() ? Optional.empty() : Optional.of(IpAddress.parse(word));
    } catch (IllegalArgumentException e) {
      throw invalid("underlay_address " + e.getMessage());
    }
  }

  private static Said.Applied applied(Applied applied) {
    if (applied.getRevision() < 0) {
      throw invalid("revision is above the highest revision");
    }
    Map<Said.Named, String> refused = new HashMap<>();
    Set<Said.Named> lingering = new HashSet<>();
    applied
        .getRefusedList()
        .forEach(each ->
            named(each)
                .ifPresent(thing -> {
                  refused.put(thing, words(each));
                  if (each.getLingers()) {
                    lingering.add(thing);
                  }
                }));
    Map<String, String> ready = new HashMap<>();
    applied
        .getSandboxesList()
        .forEach(each -> ready.put(each.getSandboxId(), cut(each.getNetnsPath())));
    return new Said.Applied(
        applied.getRevision(), Map.copyOf(refused), Set.copyOf(lingering), Map.copyOf(ready));
  }

  private static Optional<Said.Named> named(Refused refused) {
    return switch (refused.getThingCase()) {
      case SANDBOX_ID -> Optional.of(new Said.Named(Said.Thing.SANDBOX, refused.getSandboxId()));
      case ENDPOINT_ID -> Optional.of(new Said.Named(Said.Thing.ENDPOINT, refused.getEndpointId()));
      case THING_NOT_SET -> Optional.empty();
    };
  }

  private static String words(Refused refused) {
    return refused.getMessage().isEmpty()
        ? "the host gives no reason (errno " + refused.getErrno() + ")"
        : cut(refused.getMessage());
  }

  private static Said.Drift drift(Drift drift) {
    return new Said.Drift(
        cut(drift.getFound()),
        Instant.EPOCH.plus(drift.getFoundAtMicros(), ChronoUnit.MICROS),
        outcome(drift),
        cut(drift.getEndpointId()),
        cut(drift.getNetworkId()),
        drift.getToldBefore());
  }

  private static HostCommand.Outcome outcome(Drift drift) {
    if (drift.getRepaired()) {
      return new HostCommand.Outcome.Repaired();
    }
    return drift.getFailure().isEmpty()
        ? new HostCommand.Outcome.Open()
        : new HostCommand.Outcome.Failed(cut(drift.getFailure()));
  }

  /** Ledger and tables take no NUL, and nobody reads more. */
  private static String cut(String words) {
    String text = words.replace("\0", "");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  private static Rejection invalid(String message) {
    return new Rejection(Reason.INVALID_ARGUMENT, message);
  }
}
