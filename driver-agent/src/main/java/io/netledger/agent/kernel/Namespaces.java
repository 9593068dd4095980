package io.netledger.agent.kernel;

import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.nft.NftSocket;
import io.netledger.agent.netlink.route.RouteSocket;
import io.netledger.agent.netns.NamespaceDirectory;
import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.Netns;
import io.netledger.agent.plan.Origin;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * The namespaces that plans speak of, found behind their symbols, and sockets in them.
 *
 * <p>A sandbox's namespace is a file named by the sandbox's id. An adopted one is mounted there
 * too: its own file may be replaced and its process's number be given to another, but what is
 * mounted here stays what was adopted.
 */
final class Namespaces implements AutoCloseable {

  private final NetworkNamespace host;
  private final NamespaceDirectory directory;
  private final RouteSocket hostRoute;
  private final HostNft hostNft;
  private final Departures departures;
  private final Map<String, NetworkNamespace> sandboxes = new HashMap<>();
  private final Map<String, NetworkNamespace> unmounted = new HashMap<>();
  private final Numbers numbers = new Numbers();
  private final BusySockets sockets = new BusySockets();

  Namespaces(NetworkNamespace host, Path directory) {
    this.host = host;
    this.directory = NamespaceDirectory.at(directory);
    this.hostRoute = host.inside(RouteSocket::open);
    this.hostNft = new HostNft(host);
    this.departures = new Departures(host);
  }

  /** How links of the host are deleted. */
  Departures departures() {
    return departures;
  }

  /**
   * A socket for the host's firewall.
   *
   * @throws NetlinkError if the kernel has no nf_tables
   */
  NftSocket nft() {
    return hostNft.socket();
  }

  /**
   * The namespace behind the symbol.
   *
   * @throws KernelRefusal if there is no such sandbox
   */
  NetworkNamespace of(Netns netns) {
    return switch (netns) {
      case Netns.Host _ -> host;
      case Netns.Sandbox(var id) -> {
        NetworkNamespace known = sandboxes.get(id);
        yield known == null ? hold(id, find(id)) : known;
      }
    };
  }

  /** Whether the namespace behind the symbol is there. */
  boolean exists(Netns netns) {
    return switch (netns) {
      case Netns.Host _ -> true;
      case Netns.Sandbox(var id) -> sandboxes.containsKey(id) || directory.find(id).isPresent();
    };
  }

  private NetworkNamespace find(String id) {
    return directory
        .find(id)
        .orElseThrow(() -> new KernelRefusal("sandbox " + id + " has no network namespace"));
  }

  /** A socket for links, addresses and routes there; ours to close. */
  RouteSocket route(Netns netns) {
    return switch (netns) {
      case Netns.Host _ -> hostRoute;
      case Netns.Sandbox(var id) -> sockets.of(id, () -> of(netns).inside(RouteSocket::open));
    };
  }

  /** File of the sandbox's namespace. */
  Path file(String sandboxId) {
    return directory.file(sandboxId);
  }

  /** Makes or adopts the sandbox's namespace; one that is there stays. */
  void add(Netns.Sandbox sandbox, Origin origin) {
    String id = sandbox.id();
    try {
      remember(id, make(id, origin));
    } catch (NetlinkError e) {
      if (!e.isExist()) {
        throw e;
      }
      var found = directory.find(id);
      if (found.isPresent()) {
        remember(id, found.get());
      } else { // a file without a namespace: of an agent that was killed, or before a reboot
        directory.delete(id);
        remember(id, make(id, origin));
      }
    }
  }

  /** What is held still is mounted again, with all that is in it. */
  private NetworkNamespace make(String id, Origin origin) {
    NetworkNamespace kept = unmounted.get(id);
    if (kept != null) {
      directory.delete(id); // the file alone may be left
      return directory.adopt(id, kept);
    }
    return switch (origin) {
      case Origin.Made _ -> directory.create(id);
      case Origin.AtFile(var file) -> adopt(id, NetworkNamespace.open(file));
      case Origin.OfProcess(int pid) -> adopt(id, NetworkNamespace.ofProcess(pid));
      case Origin.OfHost _ -> directory.adopt(id, host);
      case Origin.OfGuest(var guest) -> ofGuest(id, guest);
    };
  }

  private NetworkNamespace ofGuest(String id, String guest) {
    Optional<NetworkNamespace> there = directory.find(guest);
    if (there.isEmpty()) {
      return directory.create(id);
    }
    try (NetworkNamespace namespace = there.get()) {
      return namespace.id() == host.id() ? directory.create(id) : directory.adopt(id, namespace);
    }
  }

  /**
   * Puts the sandbox into the donor's namespace; what it was in goes when nobody else holds it.
   *
   * @throws KernelRefusal if the donor has no namespace
   */
  void share(String sandboxId, String donorId) {
    NetworkNamespace donor = of(new Netns.Sandbox(donorId));
    if (!isShared(sandboxId, donorId)) {
      remove(sandboxId);
      remember(sandboxId, directory.adopt(sandboxId, donor));
    }
  }

  /** Whether both are in the same namespace. */
  boolean isShared(String sandboxId, String donorId) {
    return idOf(sandboxId).filter(id -> idOf(donorId).equals(Optional.of(id))).isPresent();
  }

  /** Whether no other sandbox is in its namespace, as far as is known. */
  boolean isAlone(String sandboxId) {
    Optional<Long> id = idOf(sandboxId);
    return sandboxes.entrySet().stream()
        .filter(other -> !other.getKey().equals(sandboxId))
        .noneMatch(other -> id.equals(Optional.of(other.getValue().id())));
  }

  private Optional<Long> idOf(String sandboxId) {
    NetworkNamespace known = sandboxes.get(sandboxId);
    if (known != null) {
      return Optional.of(known.id());
    }
    Optional<NetworkNamespace> found = directory.find(sandboxId);
    found.ifPresent(namespace -> hold(sandboxId, namespace));
    return found.map(NetworkNamespace::id);
  }

  private NetworkNamespace adopt(String id, NetworkNamespace there) {
    try (there) {
      if (there.id() == host.id()) {
        throw new KernelRefusal(there.file() + " is the host's own network namespace");
      }
      return directory.adopt(id, there);
    }
  }

  private void remember(String id, NetworkNamespace namespace) {
    forget(id);
    var _ = hold(id, namespace);
  }

  /** The host's own has no number: what happens there is heard as the host's. */
  private NetworkNamespace hold(String id, NetworkNamespace namespace) {
    sandboxes.put(id, namespace);
    if (namespace.id() != host.id()) {
      numbers.put(id, hostRoute.numberOf(namespace.fd()));
    }
    return namespace;
  }

  /** The sandboxes whose namespace has that number in the host's. */
  Set<String> sandboxesIn(int number) {
    return numbers.sandboxesIn(number);
  }

  private void forget(String id) {
    letGo(id).ifPresent(NetworkNamespace::close);
    Optional.ofNullable(unmounted.remove(id)).ifPresent(NetworkNamespace::close);
  }

  private Optional<NetworkNamespace> letGo(String id) {
    sockets.close(id);
    numbers.remove(id);
    return Optional.ofNullable(sandboxes.remove(id));
  }

  /** Lets go of the sandbox's namespace. The kernel frees it when nobody else holds it. */
  void remove(String sandboxId) {
    forget(sandboxId);
    directory.delete(sandboxId);
  }

  /** The sandboxes that had a namespace when this was last looked at. */
  Set<String> known() {
    return Set.copyOf(sandboxes.keySet());
  }

  /** The sandboxes that have a file, with a namespace or without, and those that had one. */
  Set<String> files() {
    Set<String> files = new HashSet<>(directory.files());
    files.addAll(unmounted.keySet());
    return files;
  }

  /** Those that are known and not mounted any more. */
  Set<String> missing() {
    Set<String> missing = new HashSet<>(sandboxes.keySet());
    missing.removeAll(new HashSet<>(directory.list()));
    return missing;
  }

  /**
   * Takes note of which are mounted: opens those by need. One that is mounted no more is still
   * held: it has a sandbox's interfaces in it, and perhaps its processes.
   */
  Set<String> refresh() {
    Set<String> existing = new HashSet<>(directory.list());
    Set.copyOf(sandboxes.keySet()).stream()
        .filter(id -> !existing.contains(id))
        .forEach(id -> letGo(id).ifPresent(lost -> unmounted.put(id, lost)));
    for (String id : existing) { // not by find: it would read the list of mounts for each
      if (!sandboxes.containsKey(id)) {
        var _ = hold(id, NetworkNamespace.open(directory.file(id)));
      }
    }
    return existing;
  }

  /** An empty namespace for trying things out; closed and gone afterwards. */
  <T> T inScratch(Callable<T> task) {
    String name = "scratch";
    directory.delete(name);
    try (NetworkNamespace scratch = directory.create(name)) {
      return scratch.inside(task);
    } finally {
      directory.delete(name);
    }
  }

  /** Whether the port is that of one of our sockets in the host's namespace. */
  boolean isOurRoutePort(int port) {
    return port == hostRoute.portId() || departures.isOurPort(port);
  }

  /** Whether the port is that of our socket in the sandbox. */
  boolean isOurRoutePort(String sandboxId, int port) {
    return sockets.hasPort(sandboxId, port);
  }

  boolean isOurNftPort(int port) {
    return hostNft.hasPort(port);
  }

  @Override
  public void close() {
    Set.copyOf(sandboxes.keySet()).forEach(this::forget);
    Set.copyOf(unmounted.keySet()).forEach(this::forget);
    departures.close();
    hostRoute.close();
    hostNft.close();
  }
}
