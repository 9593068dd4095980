package io.netledger.wire;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells gRPC the addresses of all replicas. Its own rule "pick first" does the rest: they are tried
 * in order, the first that answers is stayed with, and when it is lost they are tried again.
 */
final class ReplicaResolver extends NameResolver {

  private final Replicas replicas;
  private final Executor offload;
  private final io.grpc.SynchronizationContext order;
  private @Nullable Listener2 listener;

  private ReplicaResolver(Replicas replicas, Args args) {
    this.replicas = replicas;
    this.offload = Objects.requireNonNull(args.getOffloadExecutor(), "gRPC's channels have one");
    this.order = args.getSynchronizationContext();
  }

  /** What a channel to all of them is made for. */
  static String target(Replicas replicas) {
    Kinds.REGISTERED.forEach(NameResolverRegistry.getDefaultRegistry()::register);
    String scheme = replicas.isTcp() ? Kinds.TCP.getScheme() : Kinds.UNIX.getScheme();
    try {
      return new URI(scheme, "", "/" + replicas, null, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(replicas + " cannot be written as a URI", e);
    }
  }

  @Override
  public String getServiceAuthority() {
    return "netledger";
  }

  @Override
  public void start(Listener2 hearer) {
    listener = hearer;
    refresh();
  }

  /** Names of hosts may take a while. */
  @Override
  public void refresh() {
    Listener2 hearer = Objects.requireNonNull(listener);
    offload.execute(() -> {
      ResolutionResult found = ResolutionResult.newBuilder().setAddressesOrError(look()).build();
      order.execute(() -> hearer.onResult2(found));
    });
  }

  private StatusOr<List<EquivalentAddressGroup>> look() {
    List<EquivalentAddressGroup> found = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (WireAddress address : replicas.addresses()) {
      try {
        sockets(address).map(EquivalentAddressGroup::new).forEach(found::add);
      } catch (UnknownHostException _) {
        unknown.add(address.toString());
      }
    }
    return found.isEmpty()
        ? StatusOr.fromStatus(
            Status.UNAVAILABLE.withDescription("unknown host: " + String.join(", ", unknown)))
        : StatusOr.fromValue(found);
  }

  private static Stream<SocketAddress> sockets(WireAddress address) throws UnknownHostException {
    return switch (address) {
      case WireAddress.Unix(var path) -> Stream.of(UnixDomainSocketAddress.of(path));
      case WireAddress.Tcp(var host, var port) ->
          Stream.of(InetAddress.getAllByName(host)).map(it -> new InetSocketAddress(it, port));
    };
  }

  @Override
  public void shutdown() {}

  /** A provider for each kind: gRPC wants to know beforehand what a scheme's addresses are. */
  private static final class Kinds extends NameResolverProvider {

    private static final int PRIORITY = 5; // the usual one

    private static final Kinds UNIX = new Kinds("netledger-unix", UnixDomainSocketAddress.class);
    private static final Kinds TCP = new Kinds("netledger-tcp", InetSocketAddress.class);
    private static final List<Kinds> REGISTERED = List.of(UNIX, TCP);

    private final String scheme;
    private final Class<? extends SocketAddress> addresses;

    private Kinds(String scheme, Class<? extends SocketAddress> addresses) {
      this.scheme = scheme;
      this.addresses = addresses;
    }

    @Override
    public @Nullable NameResolver newNameResolver(URI target, Args args) {
      return scheme.equals(target.getScheme())
          ? new ReplicaResolver(Replicas.parse(target.getPath().substring(1)), args)
          : null;
    }

    @Override
    public String getDefaultScheme() {
      return scheme;
    }

    @Override
    public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
      return List.of(addresses);
    }

    @Override
    protected boolean isAvailable() {
      return true;
    }

    @Override
    protected int priority() {
      return PRIORITY;
    }
  }
}
