package io.netledger.agent.names;

import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.HostSpec;
import io.netledger.agent.plan.Origin;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.SandboxSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Message;

/**
 * The names of a host's sandboxes: what they are called, what they see as /etc/resolv.conf and
 * /etc/hosts, and who answers them.
 */
public final class Names implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Names.class);

  private final Path host;
  private final EtcFiles files;
  private final HostResolvConf resolvConf;
  private final NameServer server = new NameServer();
  private final Forwarder forwarder = new Forwarder(server);
  private final Turns turns = new Turns();

  private Names(NetworkNamespace host, Path directory, Path resolvConf) {
    this.host = host.file();
    this.files = new EtcFiles(directory);
    this.resolvConf = new HostResolvConf(resolvConf);
  }

  /**
   * Begins, with nobody to answer to.
   *
   * @param host from where the host's own name servers are asked
   * @param directory for files that sandboxes shall see: DIR/ID/resolv.conf and DIR/ID/hosts
   * @param resolvConf the host's
   */
  public static Names start(NetworkNamespace host, Path directory, Path resolvConf) {
    // What these start for the whole program, a cleaner's thread, must not start in a sandbox.
    try (var _ = DatagramChannel.open(StandardProtocolFamily.INET);
        var _ = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      return new Names(host, directory, resolvConf);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers from now on by what {@code spec} says, after something changed for those owners. */
  public void know(HostSpec spec, Collection<Owner> touched) {
    HostNames before = server.names();
    HostNames now = before.after(spec, touched);
    for (String id : sandboxes(spec, touched)) {
      try {
        seeing(spec, id).ifPresentOrElse(it -> write(spec, it), () -> files.remove(id));
      } catch (UncheckedIOException e) {
        LOG.atWarn().setCause(e).addKeyValue("sandbox", id).log("its files are not up to date");
      }
    }
    server.know(now);
  }

  /** Which of a sandbox's files are not as they should be: somebody has changed them. */
  public List<String> stale(HostSpec spec, String sandboxId) {
    return seeing(spec, sandboxId)
        .map(sandbox -> {
          SandboxSpec whose = spec.donorOf(sandbox).orElse(sandbox);
          return files.stale(sandboxId, whose, spec.endpointsIn(whose.id()), resolvConf.read());
        })
        .orElse(List.of());
  }

  /** Writes a sandbox's files anew. */
  public void renew(HostSpec spec, String sandboxId) {
    seeing(spec, sandboxId).ifPresent(sandbox -> write(spec, sandbox));
  }

  /** The sandbox, if it sees files of its own. */
  private static Optional<SandboxSpec> seeing(HostSpec spec, String sandboxId) {
    return spec.sandbox(sandboxId).filter(it -> !(it.origin() instanceof Origin.OfHost));
  }

  /** A guest sees what its donor sees. */
  private void write(HostSpec spec, SandboxSpec sandbox) {
    SandboxSpec whose = spec.donorOf(sandbox).orElse(sandbox);
    files.write(sandbox.id(), whose, spec.endpointsIn(whose.id()), resolvConf.read());
  }

  /** Removes the files of sandboxes that the spec does not know, perhaps of a life before. */
  public void keepOnly(HostSpec spec) {
    files.keepOnly(
        spec.owners()
            .filter(Owner.Sandbox.class::isInstance)
            .map(Owner::id)
            .collect(Collectors.toSet()));
  }

  private Set<String> sandboxes(HostSpec spec, Collection<Owner> touched) {
    Set<String> ids = new LinkedHashSet<>();
    for (Owner owner : touched) {
      switch (owner) {
        case Owner.Sandbox(var id) -> ids.add(id);
        case Owner.Endpoint(var id) -> {
          server.names().holder(id).ifPresent(holder -> ids.add(holder.sandboxId()));
          spec.endpoint(id).ifPresent(endpoint -> ids.add(endpoint.sandboxId()));
        }
        case Owner.Network _, Owner.Peer _, Owner.Service _ -> {}
      }
    }
    Set.copyOf(ids).forEach(id -> ids.addAll(spec.guestsOf(id)));
    return ids;
  }

  /**
   * Answers what comes in at these sockets, which are closed with {@link #close(String)}.
   *
   * @param namespace file of the sandbox's network namespace
   */
  public void open(String sandboxId, Path namespace, DatagramChannel udp, ServerSocketChannel tcp) {
    server.open(new Desk(sandboxId, namespace, udp, tcp, this::ask));
  }

  /** Closes all sockets in the sandbox; returns when they are closed. */
  public void close(String sandboxId) {
    server.close(sandboxId);
  }

  private void ask(Desk desk, Message query, byte[] bytes, Asker asker) {
    View view = server.names().view(desk.sandboxId());
    switch (Resolver.answer(query, view, turn(desk, query, view))) {
      case Resolver.Outcome.Answer(var message) -> asker.answer(message.toWire(asker.room()));
      case Resolver.Outcome.Forward _ ->
          forwarder.ask(desk.sandboxId(), upstream(desk, view), query, bytes, asker);
    }
  }

  private int turn(Desk desk, Message query, View view) {
    var question = query.getQuestion();
    if (question == null) {
      return 0;
    }
    String name = Resolver.key(question.getName());
    return view.find(name).size() < 2 ? 0 : turns.next(desk.sandboxId(), name, question.getType());
  }

  /**
   * The host's servers are asked from the host, where also those on its loopback answer; servers
   * that a sandbox was given are asked as the sandbox itself would.
   */
  private Upstream upstream(Desk desk, View view) {
    List<InetSocketAddress> given = ResolvConf.given(view.dns());
    return given.isEmpty()
        ? new Upstream(resolvConf.read().servers(), host)
        : new Upstream(given, desk.namespace());
  }

  @Override
  public void close() {
    server.close();
  }
}
