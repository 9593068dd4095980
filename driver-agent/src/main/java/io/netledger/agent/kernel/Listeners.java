package io.netledger.agent.kernel;

import io.netledger.address.IpAddress;
import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.FirewallEntry.PublishPort;
import io.netledger.agent.plan.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Processes of the host that wait for callers at a port. A port that is published takes its callers
 * before they reach such a process, which would never know why nobody comes any more.
 */
final class Listeners {

  /** Of the thread, not of the process: this one is in the namespace (proc_net, Linux). */
  private static final Path TABLES = Path.of("/proc/thread-self/net");

  private static final Path PROCESSES = Path.of("/proc");
  private static final int LOCAL = 1; // columns of a socket's line
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final String MAPPED =
      ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN
          ? "00000000000000000000FFFF"
          : "0000000000000000FFFF0000";
  private static final String LISTENING = "0A"; // TCP_LISTEN
  private static final String UNCONNECTED = "07"; // TCP_CLOSE, which UDP has without a peer

  private Listeners() {}

  /** A socket that is waited at. */
  record Listener(Protocol protocol, IpAddress address, int port, String inode) {

    /** An IPv6 socket at all addresses takes IPv4 callers too, unless it was told not to. */
    boolean takesFrom(PublishPort wanted) {
      boolean alike = protocol == wanted.protocol() && port == wanted.hostPort();
      return alike
          && (address.isV4() == wanted.hostIp().isV4()
              ? isAny(address) || isAny(wanted.hostIp()) || address.equals(wanted.hostIp())
              : address.isV6() && isAny(address));
    }

    private static boolean isAny(IpAddress address) {
      return address.value().equals(BigInteger.ZERO);
    }

    @Override
    public String toString() {
      return (address.isV4() ? address : "[" + address + "]") + ":" + port + "/" + protocol;
    }
  }

  /**
   * Refuses ports at which a process of the host waits.
   *
   * @throws KernelRefusal with the port, and the process if it can be told
   */
  static void refuseTaken(NetworkNamespace host, List<PublishPort> ports) {
    if (ports.isEmpty()) {
      return;
    }
    List<PublishPort> doubtful =
        host.inside(() -> ports.stream().filter(port -> !isFree(port)).toList());
    if (doubtful.isEmpty()) {
      return;
    }
    List<Listener> listeners = host.inside(Listeners::look);
    for (PublishPort port : doubtful) {
      listeners.stream()
          .filter(listener -> listener.takesFrom(port))
          .findFirst()
          .ifPresent(listener -> {
            throw new KernelRefusal(
                "cannot publish %s:%d/%s: the host's port %s is in use by %s"
                    .formatted(
                        port.hostIp().isV4() ? port.hostIp() : "[" + port.hostIp() + "]",
                        port.hostPort(),
                        port.protocol(),
                        listener,
                        holder(listener.inode()).orElse("a process that cannot be told")));
          });
    }
  }

  /**
   * Whether a socket can be bound there, which nobody can who shares the port with a listener. It
   * is asked first because the kernel's list of sockets takes milliseconds to read: all buckets of
   * its table of connections are in it.
   */
  private static boolean isFree(PublishPort port) {
    var address = new InetSocketAddress(Prefixes.inet(port.hostIp()), port.hostPort());
    StandardProtocolFamily family =
        port.hostIp().isV4() ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    return switch (port.protocol()) {
      case TCP -> isBindable(address, () -> SocketChannel.open(family));
      case UDP -> isBindable(address, () -> DatagramChannel.open(family));
      case SCTP -> true; // of which the kernel lists nothing
    };
  }

  private static boolean isBindable(InetSocketAddress address, Callable<NetworkChannel> opening) {
    try (NetworkChannel channel = opening.call()) {
      channel.bind(address);
      return true;
    } catch (Exception _) { // for whatever reason: the kernel's list of sockets decides then
      return false;
    }
  }

  private static List<Listener> look() {
    List<Listener> listeners = new ArrayList<>();
    read("tcp", Protocol.TCP, LISTENING, listeners);
    read("tcp6", Protocol.TCP, LISTENING, listeners);
    read("udp", Protocol.UDP, UNCONNECTED, listeners);
    read("udp6", Protocol.UDP, UNCONNECTED, listeners);
    return listeners;
  }

  private static void read(String table, Protocol protocol, String state, List<Listener> into) {
    try {
      for (String line : Files.readAllLines(TABLES.resolve(table))) {
        String[] words = line.strip().split(" +", -1);
        if (words.length > INODE && words[STATE].equals(state)) {
          String[] local = words[LOCAL].split(":", -1);
          int port = Integer.parseInt(local[1], 16);
          into.add(new Listener(protocol, address(local[0]), port, words[INODE]));
        }
      }
    } catch (NoSuchFileException _) {
      // a kernel without IPv6
    } catch (IOException e) {
      throw new UncheckedIOException("sockets of " + table + ": " + e.getMessage(), e);
    }
  }

  /** In pieces of four octets, each in the order of the machine; ::ffff:192.0.2.1 is IPv4. */
  private static IpAddress address(String digits) {
    ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(digits));
    ByteBuffer octets = ByteBuffer.allocate(words.capacity()).order(ByteOrder.nativeOrder());
    while (words.hasRemaining()) {
      octets.putInt(words.getInt());
    }
    byte[] all = octets.array();
    boolean mapped = digits.regionMatches(0, MAPPED, 0, MAPPED.length());
    return IpAddress.of(mapped ? Arrays.copyOfRange(all, all.length - 4, all.length) : all);
  }

  /** "nginx (process 42)", if we may look at its descriptors. */
  private static Optional<String> holder(String inode) {
    String socket = "socket:[" + inode + "]";
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path process : processes) {
        if (has(process, socket)) {
          String name = Files.readString(process.resolve("comm")).strip();
          return Optional.of(name + " (process " + process.getFileName() + ")");
        }
      }
    } catch (IOException _) {
      // it has just ended, or there is no /proc
    }
    return Optional.empty();
  }

  private static boolean has(Path process, String socket) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (isSocket(descriptor, socket)) {
          return true;
        }
      }
    } catch (IOException _) {
      // not ours to look at, or gone
    }
    return false;
  }

  private static boolean isSocket(Path descriptor, String socket) {
    try {
      return Files.readSymbolicLink(descriptor).toString().equals(socket);
    } catch (IOException _) {
      return false; // closed meanwhile
    }
  }
}
