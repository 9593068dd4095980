package io.netledger.agent.kernel;

import io.netledger.agent.names.Names;
import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.nft.Chain;
import io.netledger.agent.netlink.nft.Nats;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final InetAddress SERVER = InetAddress.ofLiteral("127.0.0.11");
  private static final int DNS = 53;
  private static final int RECEIVE_BYTES = 1 << 20; // a burst of questions; rmem_max may allow less
  private static final String OUTPUT = "output";
  private static final Pattern COMMENT =
      Pattern.compile(Owner.MARK + "names udp (\\d{1,5}) tcp (\\d{1,5})");

  private final Namespaces namespaces;
  private final Names names;
  private final Map<String, Opened> open = new HashMap<>();
  private final Map<String, String> failed = new HashMap<>();

  /** Where the server listens in a sandbox; 0: not said. */
  private record Ports(int udp, int tcp) {

    static final Ports ANY = new Ports(0, 0);

    /** There is no nf_tables here: the server has port 53 itself. */
    static final Ports DIRECT = new Ports(DNS, DNS);

    static Optional<Ports> of(String comment) {
      Matcher found = COMMENT.matcher(comment);
      return found.matches()
          ? Optional.of(
              new Ports(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
          : Optional.empty();
    }

    String comment() {
      return Owner.MARK + "names udp " + udp + " tcp " + tcp;
    }

    List<Rule> rules() {
      return List.of(
          lead(Rule.UDP, udp).comment("names by UDP"), lead(Rule.TCP, tcp).comment("names by TCP"));
    }

    private static Rule lead(int protocol, int port) {
      return Rule.any().to(SERVER, 32).destinationPort(protocol, DNS).with(Nats.dnat(SERVER, port));
    }
  }

  /**
   * What is open in a sandbox.
   *
   * @param namespaceId of the namespace that it is open in: another may be mounted there since
   */
  private record Opened(long namespaceId, Ports ports) {}

  /** Sockets that are bound in a sandbox. */
  private record Doors(DatagramChannel udp, ServerSocketChannel tcp) {

    static Doors bind(Ports wanted) throws IOException {
      DatagramChannel udp = DatagramChannel.open(StandardProtocolFamily.INET);
      try {
        udp.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
        udp.bind(new InetSocketAddress(SERVER, wanted.udp));
        ServerSocketChannel tcp = ServerSocketChannel.open(StandardProtocolFamily.INET);
        try {
          return new Doors(udp, tcp.bind(new InetSocketAddress(SERVER, wanted.tcp)));
        } catch (IOException | RuntimeException e) {
          tcp.close();
          throw e;
        }
      } catch (IOException | RuntimeException e) {
        udp.close();
        throw e;
      }
    }

    Ports ports() throws IOException {
      return new Ports(port(udp), port(tcp));
    }

    private static int port(NetworkChannel channel) throws IOException {
      return channel.getLocalAddress() instanceof InetSocketAddress address ? address.getPort() : 0;
    }

    void close() throws IOException {
      udp.close();
      tcp.close();
    }
  }

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
        Doors doors = namespace.inside(NameDoors::enter);
        names.open(id, namespaces.file(id), doors.udp(), doors.tcp());
        open.put(id, new Opened(namespace.id(), doors.ports()));
      }
      failed.remove(id);
    } catch (KernelRefusal | NetlinkError | UncheckedIOException | IOException e) {
      String why = String.valueOf(e.getMessage());
      if (!why.equals(failed.put(id, why))) {
        LOG.atWarn().addKeyValue("sandbox", id).log("names are not served: {}", why);
      }
    }
  }

  /** Called inside the sandbox, for the first time in the agent's life. */
  private static Doors enter() throws IOException {
    Optional<Ports> before;
    try (NftSocket nft = NftSocket.open()) {
      before = found(nft).flatMap(Ports::of);
    } catch (NetlinkError e) {
      LOG.atDebug().setCause(e).log("no nf_tables: port 53 itself is taken");
      return Doors.bind(Ports.DIRECT);
    }
    Doors doors = bind(before.orElse(Ports.ANY));
    try {
      lead(doors.ports());
    } catch (NetlinkError _) {
      doors.close();
      return Doors.bind(Ports.DIRECT);
    }
    return doors;
  }

  private static Doors bind(Ports wanted) throws IOException {
    try {
      return Doors.bind(wanted);
    } catch (BindException _) { // another has one of them now
      return Doors.bind(Ports.ANY);
    }
  }

  private static Optional<String> found(NftSocket nft) {
    return nft.table(TABLE).map(NftSocket.TableFound::comment);
  }

  /** Called inside the sandbox. */
  private static boolean lead(Ports ports) {
    if (ports.equals(Ports.DIRECT)) {
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

  private static boolean leads(NftSocket nft, Ports ports) {
    List<String> wanted = ports.rules().stream().map(Rule::comment).toList();
    return found(nft).equals(Optional.of(ports.comment()))
        && nft.rules(TABLE).stream().map(NftSocket.RuleFound::comment).toList().equals(wanted);
  }

  private static void build(NftBatch batch, boolean present, Ports ports) {
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

  /** Whether they were open. */
  private boolean shut(String id) {
    names.close(id);
    failed.remove(id);
    return open.remove(id) != null;
  }

  /** Closes the sandbox's sockets and takes the table away, which stays in no adopted namespace. */
  void close(Netns.Sandbox sandbox) {
    if (shut(sandbox.id()) && namespaces.known().contains(sandbox.id())) {
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

  private boolean leadsIn(Netns.Sandbox sandbox, Ports ports) {
    return ports.equals(Ports.DIRECT)
        || namespaces
            .of(sandbox)
            .inside(() -> {
              try (NftSocket nft = NftSocket.open()) {
                return leads(nft, ports);
              }
            });
  }
}
