package io.netledger.cli.session;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.netty.util.internal.logging.InternalLoggerFactory;
import io.grpc.netty.shaded.io.netty.util.internal.logging.JdkLoggerFactory;
import io.netledger.identity.Credentials;
import io.netledger.identity.TlsFiles;
import io.netledger.wire.Replicas;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The line to one service, opened by the first call. */
final class Services implements AutoCloseable {

  private static final String UNIX = "unix:";

  /** Kept, as the JDK forgets the settings of loggers that nobody holds. */
  private static final Logger NETTY = Logger.getLogger("io.grpc.netty.shaded.io.netty");

  private final String service;
  private final String address;
  private final Supplier<Optional<TlsFiles>> tls;
  private @Nullable WireChannel channel;

  /**
   * A line that is not open yet.
   *
   * @param service what the user knows it by: "network-service"
   * @param tls who the caller is, asked on TCP only
   */
  Services(String service, String address, Supplier<Optional<TlsFiles>> tls) {
    this.service = service;
    this.address = address;
    this.tls = tls;
  }

  String address() {
    return address;
  }

  /** The open line. A socket that is not there is said at once, before anything heavy is loaded. */
  ManagedChannel channel() {
    if (channel == null) {
      List<WireAddress> there = parsed().addresses().stream().filter(Services::isThere).toList();
      if (there.isEmpty()) {
        throw away("there is no such socket");
      }
      quietNetty();
      Replicas replicas = new Replicas(there);
      channel = WireChannel.open(replicas, service, credentials(replicas));
    }
    return channel.grpc();
  }

  private static boolean isThere(WireAddress replica) {
    return switch (replica) {
      case WireAddress.Unix(var path) -> Files.exists(path);
      case WireAddress.Tcp _ -> true;
    };
  }

  private Optional<Credentials> credentials(Replicas replicas) {
    return replicas.isTcp()
        ? Optional.of(Handshake.credentials(address, tls.get()))
        : Optional.empty();
  }

  /** What is said when nobody answers. */
  Failure away(String why) {
    return Failure.refused(
        "Cannot connect to the Netledger "
            + service
            + " at "
            + address
            + ": "
            + why
            + ".\n"
            + (address.startsWith(UNIX)
                ? "Is it running? Start it with: deploy/up\n"
                    + "If it listens elsewhere, say so with --service ADDRESS or NETLEDGER_SERVICE."
                : Handshake.advice(why, service)));
  }

  /**
   * Netty would search for logging libraries, and tell users what it thinks of options that gRPC
   * sets. gRPC itself has the JDK's logging loaded, so that costs nothing.
   */
  private static void quietNetty() {
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    NETTY.setLevel(Level.SEVERE);
  }

  private Replicas parsed() {
    try {
      return Replicas.parse(address);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    if (channel != null) {
      channel.close();
    }
  }
}
