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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces that plans speak of, found behind their symbols, and sockets in them.
 *
 * <p>A sandbox's namespace is a file named by the sandbox's id. An adopted one is mounted there
 * too: its own file may be replaced and its process's number be given to another, but what is
 * mounted here stays what was adopted.
 */
final class Namespaces implements AutoCloseable {

  private static final int SOCKETS = 16; // of sandboxes that were busy last; a socket has 70 KiB

  private final NetworkNamespace host;
  private final NamespaceDirectory directory;
  private final RouteSocket hostRoute;
  private volatile @Nullable NftSocket hostNft;
  private final Departures departures;
  private final Map<String, NetworkNamespace> sandboxes = new HashMap<>();
  private final LinkedHashMap<String, RouteSocket> sockets = new LinkedHashMap<>(32, 0.75f, true);

  Namespaces(NetworkNamespace host, Path directory) {
    this.host = host;
    this.directory = NamespaceDirectory.at(directory);
    this.hostRoute = host.inside(RouteSocket::open);
    this.departures = new Departures(host);
  }

  /** How links of the host are deleted. */
  Departures departures() {
    return departures;
  }

  /**
   * A socket for the host's firewall, opened when it is first needed: a kernel may have none.
   *
   * @throws NetlinkError if the kernel has no nf_tables
   */
  NftSocket nft() {
    NftSocket socket = hostNft;
    if (socket == null) {
      socket = host.inside(NftSocket::open);
      hostNft = socket;
    }
    return socket;
  }

  /**
   * The namespace behind the symbol.
   *
   * @throws KernelRefusal if there is no such sandbox
   */
  NetworkNamespace of(Netns netns) {
    return switch (netns) {
      case Netns.Host _ -> host;
      case Netns.Sandbox(var id) -> sandboxes.computeIfAbsent(id, this::find);
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
      case Netns.Sandbox(var id) -> {
        RouteSocket socket = sockets.get(id);
        if (socket == null) {
          socket = of(netns).inside(RouteSocket::open);
          sockets.put(id, socket);
          closeEldest();
        }
        yield socket;
      }
    };
  }

  private void closeEldest() {
    if (sockets.size() > SOCKETS) {
      var eldest = sockets.entrySet().iterator().next();
      eldest.getValue().close();
      sockets.remove(eldest.getKey());
    }
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

  private NetworkNamespace make(String id, Origin origin) {
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
    found.ifPresent(namespace -> sandboxes.put(sandboxId, namespace));
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
    sandboxes.put(id, namespace);
  }

  private void forget(String id) {
    RouteSocket socket = sockets.remove(id);
    if (socket != null) {
      socket.close();
    }
    NetworkNamespace before = sandboxes.remove(id);
    if (before != null) {
      before.close();
    }
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

  /** The sandboxes that have a file, with a namespace or without. */
  Set<String> files() {
    return Set.copyOf(directory.files());
  }

  /** Takes note of which are mounted: opens those by need, forgets those that are gone. */
  Set<String> refresh() {
    Set<String> existing = new HashSet<>(directory.list());
    Set.copyOf(sandboxes.keySet()).stream()
        .filter(id -> !existing.contains(id))
        .forEach(this::forget);
    for (String id : existing) { // not by find: it would read the list of mounts for each
      sandboxes.computeIfAbsent(id, _ -> NetworkNamespace.open(directory.file(id)));
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

  boolean isOurNftPort(int port) {
    NftSocket socket = hostNft;
    return socket != null && port == socket.portId();
  }

  @Override
  public void close() {
    Set.copyOf(sandboxes.keySet()).forEach(this::forget);
    departures.close();
    hostRoute.close();
    NftSocket nft = hostNft;
    if (nft != null) {
      nft.close();
    }
  }
}
