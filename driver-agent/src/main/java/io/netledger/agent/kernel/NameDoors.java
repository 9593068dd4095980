package io.netledger.agent.kernel;

import io.netledger.agent.names.Names;
import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.nft.Chain;
import io.netledger.agent.netlink.nft.NftBatch;
import io.netledger.agent.netlink.nft.NftSocket;
import io.netledger.agent.netlink.nft.Rule;
import io.netledger.agent.netlink.nft.Table;
import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.Netns;
import io.netledger.agent.plan.Owner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ways to the name server in sandboxes. It listens at 127.0.0.11 on ports of the kernel's
 * choice, and a table in the sandbox leads port 53 there: so a server of the sandbox's own may have
 * port 53. The table's comment holds the ports; an agent that starts again takes the same, and
 * programs that keep a socket do not notice.
 *
 * <p>What goes wrong here is told and tried again, and stops nothing else: a sandbox without names
 * is worth more than none.
 */
final class NameDoors {

  static final Table TABLE = Table.inet("netledger-names");

  private static final Logger LOG = LoggerFactory.getLogger(NameDoors.class);
  private static final String OUTPUT = "output";

  private final Namespaces namespaces;
  private final Names names;
  private final Map<String, Opened> open = new HashMap<>();
  private final Map<String, String> failed = new HashMap<>();

  /**
   * What is open in a sandbox.
   *
   * @param namespaceId of the namespace that it is open in: another may be mounted there since
   * @param own whether the sockets are its own; else they are those of another sandbox, which has
   *     adopted the same namespace
   */
  private record Opened(long namespaceId, Doors.Ports ports, boolean own) {}

  NameDoors(Namespaces namespaces, Names names) {
    this.namespaces = namespaces;
    this.names = names;
  }

  /** Opens what is not open, and mends the way there. */
  void open(Netns.Sandbox sandbox) {
    String id = sandbox.id();
    try {
      NetworkNamespace namespace = namespaces.of(sandbox);
      Opened before = open.get(id);
      if (before != null && before.namespaceId == namespace.id()) {
        var _ = namespace.inside(() -> lead(before.ports));
      } else {
        Optional<Opened> another = others(id, namespace.id()).map(Map.Entry::getValue).findFirst();
        open.put(
            id,
            another.isPresent()
                ? new Opened(namespace.id(), another.get().ports, false)
                : enter(id, namespace));
      }
      failed.remove(id);
    } catch (KernelRefusal | NetlinkError | UncheckedIOException | IOException e) {
      String why = String.valueOf(e.getMessage());
      if (!why.equals(failed.put(id, why))) {
        LOG.atWarn().addKeyValue("sandbox", id).log("names are not served: {}", why);
      }
    }
  }

  private Opened enter(String id, NetworkNamespace namespace) throws IOException {
    Doors doors = namespace.inside(NameDoors::enter);
    names.open(id, namespaces.file(id), doors.udp(), doors.tcp());
    return new Opened(namespace.id(), doors.ports(), true);
  }

  /** The other sandboxes with doors in that namespace. */
  private Stream<Map.Entry<String, Opened>> others(String id, long namespaceId) {
    return open.entrySet().stream()
        .filter(it -> !it.getKey().equals(id) && it.getValue().namespaceId == namespaceId);
  }

  /** Called inside the sandbox, for the first time in the agent's life. */
  private static Doors enter() throws IOException {
    Optional<Doors.Ports> before;
    try (NftSocket nft = NftSocket.open()) {
      before = found(nft).flatMap(Doors.Ports::of);
    } catch (NetlinkError e) {
      LOG.atDebug().setCause(e).log("no nf_tables: port 53 itself is taken");
      return Doors.bind(Doors.Ports.DIRECT);
    }
    Doors doors = bind(before.orElse(Doors.Ports.ANY));
    try {
      lead(doors.ports());
    } catch (NetlinkError _) {
      doors.close();
      return Doors.bind(Doors.Ports.DIRECT);
    }
    return doors;
  }

  private static Doors bind(Doors.Ports wanted) throws IOException {
    try {
      return Doors.bind(wanted);
    } catch (BindException _) { // another has one of them now
      return Doors.bind(Doors.Ports.ANY);
    }
  }

  private static Optional<String> found(NftSocket nft) {
    return nft.table(TABLE).map(NftSocket.TableFound::comment);
  }

  /** Called inside the sandbox. */
  private static boolean lead(Doors.Ports ports) {
    if (ports.equals(Doors.Ports.DIRECT)) {
      return true;
    }
    try (NftSocket nft = NftSocket.open()) {
      Optional<String> there = found(nft);
      if (there.isPresent() && !there.get().startsWith(Owner.MARK)) {
        throw new KernelRefusal("table " + TABLE + " is there already and not ours");
      }
      if (!leads(nft, ports)) {
        nft.apply(batch -> build(batch, there.isPresent(), ports));
      }
    }
    return true;
  }

  private static boolean leads(NftSocket nft, Doors.Ports ports) {
    List<String> wanted = ports.rules().stream().map(Rule::comment).toList();
    return found(nft).equals(Optional.of(ports.comment()))
        && nft.rules(TABLE).stream().map(NftSocket.RuleFound::comment).toList().equals(wanted);
  }

  private static void build(NftBatch batch, boolean present, Doors.Ports ports) {
    if (present) {
      batch.deleteTable(TABLE);
    }
    batch.createTable(TABLE, ports.comment());
    batch.addChain(TABLE, Chain.base(OUTPUT, Chain.Type.NAT, Chain.Hook.OUTPUT, Chain.Base.DSTNAT));
    ports.rules().forEach(rule -> batch.addRule(TABLE, OUTPUT, rule));
  }

  /** Closes the sockets of a sandbox whose namespace ends, and the table with it. */
  void forget(Netns.Sandbox sandbox) {
    var _ = shut(sandbox.id());
  }

  /** What was open. */
  private Optional<Opened> shut(String id) {
    names.close(id);
    failed.remove(id);
    return Optional.ofNullable(open.remove(id));
  }

  /**
   * Closes the sandbox's sockets and takes the table away, which stays in no adopted namespace; but
   * if another sandbox has adopted the same, it gets sockets of its own there.
   */
  void close(Netns.Sandbox sandbox) {
    shut(sandbox.id()).ifPresent(gone -> leave(sandbox, gone));
  }

  private void leave(Netns.Sandbox sandbox, Opened gone) {
    List<String> heirs = others(sandbox.id(), gone.namespaceId).map(Map.Entry::getKey).toList();
    if (gone.own) {
      heirs.forEach(open::remove);
      heirs.forEach(it -> open(new Netns.Sandbox(it)));
    }
    if (heirs.isEmpty() && namespaces.known().contains(sandbox.id())) {
      var _ = namespaces.of(sandbox).inside(NameDoors::leave);
    }
  }

  private static boolean leave() {
    try (NftSocket nft = NftSocket.open()) {
      boolean ours = found(nft).filter(comment -> comment.startsWith(Owner.MARK)).isPresent();
      if (ours) {
        nft.apply(batch -> batch.deleteTable(TABLE));
      }
      return ours;
    }
  }

  /**
   * Sandboxes where names should be served and are not: never opened, or the way there is gone. One
   * where it has failed is tried again and not told again.
   */
  Set<String> nameless(Collection<String> existing, Collection<String> lookedInto) {
    Set<String> nameless = new HashSet<>();
    for (String id : existing) {
      Netns.Sandbox sandbox = new Netns.Sandbox(id);
      Opened opened = open.get(id);
      if (lookedInto.contains(id) && failed.containsKey(id)) {
        open(sandbox);
      } else if (opened == null && !failed.containsKey(id)) {
        nameless.add(id);
      } else if (opened != null && lookedInto.contains(id) && !leadsIn(sandbox, opened.ports)) {
        nameless.add(id);
      }
    }
    return nameless;
  }

  private boolean leadsIn(Netns.Sandbox sandbox, Doors.Ports ports) {
    return ports.equals(Doors.Ports.DIRECT)
        || namespaces
            .of(sandbox)
            .inside(() -> {
              try (NftSocket nft = NftSocket.open()) {
                return leads(nft, ports);
              }
            });
  }
}
