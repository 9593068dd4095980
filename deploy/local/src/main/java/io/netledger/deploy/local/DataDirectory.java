package io.netledger.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What lies where in the directory of a deployment.
 *
 * @param path absolute
 */
record DataDirectory(Path path) {

  /** sockaddr_un's 108 bytes, without the closing zero. */
  private static final int SOCKET_PATH_LIMIT = 107;

  private static final List<String> FOLDERS = List.of("run", "log", "processes", "hosts");

  /**
   * The directory that {@code environment} asks for in NETLEDGER_DATA, or else the custom of the
   * system.
   */
  static DataDirectory standard(Map<String, String> environment, boolean root) {
    if (environment.containsKey("NETLEDGER_DATA")) {
      return of(Path.of(environment.get("NETLEDGER_DATA")));
    }
    if (root) {
      return of(Path.of("/var/lib/netledger"));
    }
    String home = environment.getOrDefault("HOME", "/nonexistent");
    return of(
        Path.of(environment.getOrDefault("XDG_STATE_HOME", home + "/.local/state"), "netledger"));
  }

  static DataDirectory of(Path path) {
    return new DataDirectory(path.toAbsolutePath().normalize());
  }

  /**
   * Makes what is missing.
   *
   * @throws Failure if a socket's path would be too long for the kernel
   */
  void prepare() {
    for (String child : FOLDERS) {
      try {
        Files.createDirectories(path.resolve(child));
      } catch (IOException e) {
        throw new Failure("the directory " + path.resolve(child) + " cannot be made: " + e, e);
      }
    }
    if (longestSocket().toString().length() > SOCKET_PATH_LIMIT) {
      throw new Failure(
          path + " is too long: a UNIX socket's path has at most 107 bytes. Give a shorter --data");
    }
  }

  private Path longestSocket() {
    return socket(Replication.name(Programs.NETWORK_SERVICE, Replication.MOST));
  }

  Path postgres() {
    return path.resolve("postgres");
  }

  /** The authority and the services' certificates. */
  Certificates certificates() {
    return new Certificates(path.resolve("certificates"));
  }

  /** How often each service runs, if more than once. */
  Path replicas() {
    return path.resolve("replicas");
  }

  /** Where network-service is called on TCP, if it is: "HOST:PORT". */
  Path tcp() {
    return path.resolve("tcp");
  }

  Path socket(String service) {
    return path.resolve("run").resolve(service.replace("-service", "") + ".sock");
  }

  Path log(String part) {
    return path.resolve("log").resolve(part + ".log");
  }

  /** Where a part's process is written down. */
  Path process(String part) {
    return path.resolve("processes").resolve(part);
  }

  /** A simulated host's boot id, as its agent reads it. */
  Path bootId(String host) {
    return path.resolve("hosts").resolve(host).resolve("boot-id");
  }

  /**
   * The number of the process that holds a simulated host's namespaces, for who wants to enter
   * them.
   */
  Path holder(String host) {
    return path.resolve("hosts").resolve(host).resolve("holder.pid");
  }

  /** Which hosts there are. */
  Path hosts() {
    return path.resolve("hosts").resolve("list");
  }

  /** The names of everything that a deployment makes in its directory. */
  List<String> children() {
    List<String> children = new ArrayList<>(FOLDERS);
    children.addAll(List.of("postgres", "cache", "lock", "certificates", "tcp", "replicas"));
    return children;
  }

  Path lock() {
    return path.resolve("lock");
  }
}
