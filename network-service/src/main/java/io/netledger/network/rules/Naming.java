package io.netledger.network.rules;

import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.name.Found;
import io.netledger.network.name.Names;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From the words of users to ids: by full id, by name, by unique prefix of an id. */
public final class Naming {

  private Naming() {}

  /**
   * The id of the network that {@code word} means.
   *
   * @throws Rejection NETWORK_NOT_FOUND, NETWORK_AMBIGUOUS
   */
  public static String network(Work work, String word) {
    return findNetwork(work, word)
        .orElseThrow(() -> missing(Reason.NETWORK_NOT_FOUND, "network", word));
  }

  /** As {@link #network}, but empty if there is none. */
  public static Optional<String> findNetwork(Work work, String word) {
    return find(networkNames(work), word, "network", Reason.NETWORK_AMBIGUOUS);
  }

  /** The ids of all networks that have a name. */
  public static Set<String> networkIds(Work work) {
    return networkNames(work).allIds();
  }

  /**
   * The id of the sandbox that {@code word} means.
   *
   * @throws Rejection SANDBOX_NOT_FOUND, SANDBOX_AMBIGUOUS
   */
  public static String sandbox(Work work, String word) {
    return findSandbox(work, word)
        .orElseThrow(() -> missing(Reason.SANDBOX_NOT_FOUND, "sandbox", word));
  }

  /** As {@link #sandbox}, but empty if there is none. */
  public static Optional<String> findSandbox(Work work, String word) {
    return find(sandboxNames(work), word, "sandbox", Reason.SANDBOX_AMBIGUOUS);
  }

  /**
   * The name of the host that {@code word} means; for the empty word, that of the only host.
   *
   * @throws Rejection HOST_NOT_FOUND, HOST_AMBIGUOUS, HOST_REQUIRED
   */
  public static String host(Work work, String word) {
    Names hosts = work.state(Kinds.HOST_NAMES, Kinds.HOST_STREAM);
    if (word.isEmpty()) {
      return only(hosts.allIds());
    }
    return find(hosts, word, "host", Reason.HOST_AMBIGUOUS)
        .orElseThrow(() -> missing(Reason.HOST_NOT_FOUND, "host", word));
  }

  /** As {@link #host}, but empty if there is none. */
  public static Optional<String> findHost(Work work, String word) {
    return find(
        work.state(Kinds.HOST_NAMES, Kinds.HOST_STREAM), word, "host", Reason.HOST_AMBIGUOUS);
  }

  /** The names of all hosts, in order. */
  static List<String> hosts(Work work) {
    return work.state(Kinds.HOST_NAMES, Kinds.HOST_STREAM).allIds().stream().sorted().toList();
  }

  private static String only(Set<String> hosts) {
    if (hosts.size() != 1) {
      throw new Rejection(
          Reason.HOST_REQUIRED, "there are " + hosts.size() + " hosts; expected a host's name");
    }
    return hosts.iterator().next();
  }

  private static Optional<String> find(Names names, String word, String noun, Reason ambiguous) {
    return switch (names.find(word)) {
      case Found.One(var id) -> Optional.of(id);
      case Found.Nothing _ -> Optional.empty();
      case Found.Several(var first, var second) ->
          throw new Rejection(
              ambiguous,
              "several %ss begin with %s, for example %.16s and %.16s"
                  .formatted(noun, word, first, second));
    };
  }

  private static Rejection missing(Reason reason, String noun, String word) {
    return new Rejection(reason, noun + " " + word + " not found");
  }

  /**
   * The id of the service that {@code word} means.
   *
   * @throws Rejection SERVICE_NOT_FOUND, SERVICE_AMBIGUOUS
   */
  public static String service(Work work, String word) {
    return findService(work, word)
        .orElseThrow(() -> missing(Reason.SERVICE_NOT_FOUND, "service", word));
  }

  /** As {@link #service}, but empty if there is none. */
  public static Optional<String> findService(Work work, String word) {
    return find(serviceNames(work), word, "service", Reason.SERVICE_AMBIGUOUS);
  }

  static Names serviceNames(Work work) {
    return work.state(Kinds.SERVICE_NAMES, Kinds.SERVICE_STREAM);
  }

  static Names networkNames(Work work) {
    return work.state(Kinds.NETWORK_NAMES, Kinds.NETWORK_STREAM);
  }

  static Names sandboxNames(Work work) {
    return work.state(Kinds.SANDBOX_NAMES, Kinds.SANDBOX_STREAM);
  }
}
