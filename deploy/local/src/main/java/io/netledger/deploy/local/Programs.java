package io.netledger.deploy.local;

import io.netledger.eventstore.postgres.DatabaseUrl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
      new JavaProgram("netledger-network-service", 192, SERVICE);

  /**
   * An agent stands on every host beside what really matters there, so it gives memory back: a
   * small young generation, a heap that shrinks, and malloc's free pages every 5 s. With 1,000
   * endpoints that is 98 MB resident instead of 115.
   */
  private static final JavaProgram AGENT =
      new JavaProgram(
          "netledger-driver-agent",
          48,
          List.of(
              "-Xmn4m",
              "-XX:MinHeapFreeRatio=10",
              "-XX:MaxHeapFreeRatio=20",
              "-XX:TrimNativeHeapInterval=5000"));

  private final DataDirectory data;
  private final CacheDirectory cache;

  Programs(DataDirectory data, CacheDirectory cache) {
    this.data = data;
    this.cache = cache;
  }

  Part ipamService(DatabaseUrl.Server database, Path passwordFile) {
    return service(IPAM_SERVICE, IPAM, database(database, passwordFile));
  }

  Part networkService(DatabaseUrl.Server database, Path passwordFile) {
    List<String> options = database(database, passwordFile);
    options.addAll(List.of("--ipam", socket(IPAM_SERVICE)));
    TcpPlace.in(data.tcp()).ifPresent(place -> options.addAll(place.options(data.certificates())));
    return service(NETWORK_SERVICE, NETWORK, options);
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
                socket(NETWORK_SERVICE),
                "--state-dir",
                "/run/netledger",
                "--boot-id-file",
                host.bootIdFile().toString()));
    host.underlayAddress().ifPresent(it -> options.addAll(List.of("--underlay-address", it)));
    Command command = AGENT.command(cache.archive("driver-agent"), options);
    return new Part(
        name,
        command.after(host.entry()),
        () -> Readings.hostStands(data.socket(NETWORK_SERVICE), host.name(), host.bootId()),
        "host " + host.name());
  }

  private Part service(String name, JavaProgram program, List<String> options) {
    options.addAll(List.of("--listen", socket(name)));
    return new Part(
        name,
        program.command(cache.archive(name), options),
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

  private String socket(String service) {
    return "unix:" + data.socket(service);
  }
}
