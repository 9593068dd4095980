package io.netledger.deploy.local;

import io.netledger.eventstore.postgres.DatabaseUrl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How each part is started: the one table of programs and their options. */
final class Programs {

  static final String POSTGRESQL = "postgresql";
  static final String IPAM_SERVICE = "ipam-service";
  static final String NETWORK_SERVICE = "network-service";
  static final String IPAM_DATABASE = "netledger_ipam";
  static final String NETWORK_DATABASE = "netledger_network";

  /**
   * A service compiles what ran 20 times instead of 200: a call goes through much code once, so the
   * usual threshold leaves a fifth of it to the interpreter for the first thousand calls.
   */
  private static final List<String> SERVICE = List.of("-XX:CompileThresholdScaling=0.1");

  private static final JavaProgram IPAM = new JavaProgram("netledger-ipam-service", 128, SERVICE);
  private static final JavaProgram NETWORK =
      new JavaProgram("netledger-network-service", heap(), SERVICE);

  /**
   * An agent stands on every host beside what really matters there, so it gives memory back: a
   * small young generation, a heap that shrinks, short headers of objects, and malloc's free pages
   * every 5 s.
   */
  private static final JavaProgram AGENT =
      new JavaProgram(
          "netledger-driver-agent",
          48,
          List.of(
              "-Xmn4m",
              "-XX:+UseCompactObjectHeaders",
              "-XX:MinHeapFreeRatio=10",
              "-XX:MaxHeapFreeRatio=20",
              "-XX:TrimNativeHeapInterval=5000"));

  /** Megabytes of network-service's heap; with 100,000 endpoints it needs more than usual. */
  private static final String HEAP = "NETLEDGER_NETWORK_SERVICE_HEAP";

  private static final int USUAL_HEAP = 192;

  private final DataDirectory data;
  private final CacheDirectory cache;
  private final Replication replication;

  Programs(DataDirectory data, CacheDirectory cache) {
    this.data = data;
    this.cache = cache;
    this.replication = Replication.in(data.replicas());
  }

  /** All replicas of ipam-service. */
  List<Part> ipamServices(DatabaseUrl.Server database, Path passwordFile) {
    return replication
        .numbers()
        .map(number -> service(IPAM_SERVICE, number, IPAM, database(database, passwordFile)))
        .toList();
  }

  /**
   * All replicas of network-service.
   *
   * @param empty leave an empty ledger empty, so that another can be imported
   */
  List<Part> networkServices(DatabaseUrl.Server database, Path passwordFile, boolean empty) {
    return replication
        .numbers()
        .map(number -> networkService(number, database(database, passwordFile), empty))
        .toList();
  }

  private Part networkService(int number, List<String> options, boolean empty) {
    if (empty) {
      options.add("--await-import");
    }
    options.addAll(List.of("--ipam", sockets(replication.from(number, IPAM_SERVICE))));
    TcpPlace.in(data.tcp())
        .map(place -> place.ofReplica(number))
        .ifPresent(place -> options.addAll(place.options(data.certificates())));
    return service(NETWORK_SERVICE, number, NETWORK, options);
  }

  /** The driver-agent of {@code host}. */
  Part agent(Host host) {
    String name = host.agentName();
    List<String> options =
        new ArrayList<>(
            List.of(
                "--host",
                host.name(),
                "--network-service",
                sockets(replication.from(host.number(), NETWORK_SERVICE)),
                "--state-dir",
                "/run/netledger",
                "--boot-id-file",
                host.bootIdFile().toString()));
    host.underlayAddress().ifPresent(it -> options.addAll(List.of("--underlay-address", it)));
    Command command = AGENT.command(cache.archive("driver-agent"), options);
    return new Part(
        name,
        command.after(host.entry()),
        () ->
            replication.names(NETWORK_SERVICE).stream()
                .anyMatch(it -> Readings.hostStands(data.socket(it), host.name(), host.bootId())),
        "host " + host.name());
  }

  private static int heap() {
    String word = System.getenv().getOrDefault(HEAP, Integer.toString(USUAL_HEAP));
    if (!word.matches("[1-9][0-9]{1,5}")) {
      throw new Failure(HEAP + " is '" + word + "'; expected megabytes, such as 1024");
    }
    return Integer.parseInt(word);
  }

  private Part service(String service, int number, JavaProgram program, List<String> options) {
    String name = Replication.name(service, number);
    options.addAll(List.of("--listen", socket(name)));
    options.addAll(
        List.of("--checkpoint-key", data.certificates().checkpoints(service).toString()));
    return new Part(
        name,
        program.command(cache.archive(service), options),
        () -> Readings.serves(data.socket(name)),
        socket(name));
  }

  private static List<String> database(DatabaseUrl.Server database, Path passwordFile) {
    return new ArrayList<>(
        List.of(
            "--database-url",
            database.jdbcUrl(),
            "--database-user",
            database.user().orElseThrow(),
            "--database-password-file",
            passwordFile.toString()));
  }

  private String socket(String replica) {
    return "unix:" + data.socket(replica);
  }

  private String sockets(List<String> names) {
    return names.stream().map(this::socket).collect(Collectors.joining(","));
  }
}
