package io.netledger.cli.run;

import io.netledger.cli.network.EndpointFlags;
import io.netledger.cli.network.NetworkTarget;
import io.netledger.cli.port.Publications;
import io.netledger.cli.sandbox.DnsOptions;
import io.netledger.cli.sandbox.NetworkWords;
import io.netledger.cli.sandbox.SandboxCalls;
import io.netledger.cli.session.Failure;
import io.netledger.cli.session.Pairs;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.EndpointState;
import io.netledger.proto.network.v1.PublishedPort;
import io.netledger.proto.network.v1.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description = "Run a command in a new sandbox",
    customSynopsis = "netledger run [OPTIONS] [--] COMMAND [ARG...]",
    footer = {
      "%nMakes a sandbox, connects it, runs the command in its network namespace, and removes the sandbox when the",
      "command has ended, as docker run --rm does. Input, output and signals are the command's.",
      "%nExit code: the command's own; 128 and the number if a signal ended it; 127 if it was not found, 126 if it",
      "cannot be executed; 125 if netledger could not get so far.",
      "%nExamples:",
      "  netledger run -- ip addr",
      "  netledger run --network br0 --name web -- python3 -m http.server 80",
      "  netledger run --network br0 --network back --host h1 -- sh",
      "  netledger run --network br0 --ip 192.168.0.7 --keep --name db -- true",
      "  netledger run --network name=br0,gw-priority=10 --network name=back,ip=10.0.0.7,alias=db -- sh",
      "  netledger run --publish 8080:80 -- python3 -m http.server 80",
      "  netledger run --network none -- ip link",
      "  netledger run --network host -- ss -tlnp",
      "  netledger run --network container:web -- tcpdump -n"
    })
public final class Run implements Callable<Integer> {

  private final Session session;
  private final SandboxCalls calls;

  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "What to run, and its arguments")
  private List<String> command = new ArrayList<>();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the sandbox (default: one is made)")
  private String name = "";

  @Option(
      names = "--network",
      paramLabel = "NETWORK",
      description =
          "Network to connect it to, repeatable, in this order (default: bridge); or none: nothing but lo;"
              + " or host: its host's own network stack; or container:SANDBOX: that sandbox's")
  private List<String> networks = new ArrayList<>();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Host of the sandbox (default: the only one)")
  private String host = "";

  @Option(names = "--ip", paramLabel = "ADDRESS", description = "IPv4 address on its network")
  private String ip = "";

  @Option(names = "--ip6", paramLabel = "ADDRESS", description = "IPv6 address on its network")
  private String ip6 = "";

  @Option(
      names = {"--network-alias", "--alias"},
      paramLabel = "NAME",
      description = "Name on its networks beside its own; repeatable")
  private List<String> aliases = new ArrayList<>();

  @Mixin private final EndpointFlags endpointFlags = new EndpointFlags();

  @Option(
      names = {"-p", "--publish"},
      paramLabel = "PORT",
      description =
          "Publish a port of the sandbox at its host, by its first network:"
              + " [[IP:]HOSTPORT[-LAST]:]PORT[-LAST][/tcp|udp|sctp]; repeatable (default of HOSTPORT: one is chosen)")
  private List<String> publish = new ArrayList<>();

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "Label of the sandbox; repeatable")
  private List<String> labels = new ArrayList<>();

  @Mixin private final DnsOptions dns = new DnsOptions();

  @Option(
      names = "--keep",
      description = "Leave the sandbox, connected, when the command has ended")
  private boolean keep;

  @Option(
      names = "--rm",
      description = "Remove the sandbox when the command has ended; this is the default")
  private boolean remove;

  public Run(Session session) {
    this.session = session;
    this.calls = new SandboxCalls(session);
  }

  @Override
  public Integer call() {
    try {
      return run();
    } catch (Failure failure) {
      throw failure.endingWith(Failure.USAGE);
    }
  }

  private int run() {
    checkWords();
    var signals = Signals.catchAll(session.console().interactive().getAsBoolean());
    Sandbox sandbox = calls.create(wish());
    boolean kept = false;
    try {
      Ready.check(sandbox);
      connect(sandbox);
      if (signals.raised()) {
        return signals.exitCode();
      }
      int exitCode = new Entry(session).run(sandbox, command, signals);
      kept = keep;
      return exitCode;
    } finally {
      if (!kept) {
        remove(sandbox);
      }
    }
  }

  private void checkWords() {
    if (!Publications.of(publish).isEmpty() && targets().isEmpty()) {
      throw Failure.usage("--publish needs a network that callers come by; --network none is none");
    }
    if (keep && remove) {
      throw Failure.usage("--keep and --rm exclude each other");
    }
    boolean ofOne = !ip.isEmpty() || !ip6.isEmpty() || endpointFlags.isGiven();
    if (targets().size() != 1 && ofOne) {
      throw Failure.usage(
          "--ip, --ip6 and other options of one interface need exactly one --network:"
              + " --network name=NETWORK,ip=ADDRESS takes more");
    }
    targets().forEach(NetworkTarget::request);
  }

  private CreateSandboxRequest.Builder wish() {
    var wish =
        CreateSandboxRequest.newBuilder()
            .setName(name)
            .setHost(host)
            .setMode(stack().mode())
            .setDonor(stack().donor())
            .putAllLabels(Pairs.of(labels, "--label", "label"))
            .setRequestId(session.requestId("sandbox"));
    dns.put(wish);
    return wish;
  }

  private NetworkWords stack() {
    return NetworkWords.of(networks, List.of("bridge"));
  }

  private List<String> targets() {
    return stack().networks();
  }

  private void connect(Sandbox sandbox) {
    List<PublishedPort> ports = Publications.of(publish);
    for (String network : targets()) {
      Endpoint endpoint =
          calls.connect(
              wish(network)
                  .setSandbox(sandbox.getId())
                  .addAllAliases(aliases)
                  .addAllPublish(network.equals(targets().getFirst()) ? ports : List.of())
                  .setRequestId(session.requestId(NetworkTarget.name(network))));
      if (endpoint.getState() == EndpointState.ENDPOINT_STATE_PENDING) {
        session.note(
            "not connected to "
                + network
                + " yet: host "
                + endpoint.getHost()
                + " is slow or away");
      }
    }
  }

  /** What the network's long form says, or else the options of the command. */
  private ConnectRequest.Builder wish(String network) {
    ConnectRequest.Builder request = NetworkTarget.request(network);
    if (!ip.isEmpty()) {
      request.setIpv4Address(ip);
    }
    if (!ip6.isEmpty()) {
      request.setIpv6Address(ip6);
    }
    return endpointFlags.isGiven() ? endpointFlags.into(request) : request;
  }

  private void remove(Sandbox sandbox) {
    try {
      var _ = calls.remove(sandbox.getId(), true, session.requestId("remove"));
    } catch (Failure failure) {
      session.note("sandbox " + sandbox.getName() + " is left over: " + failure.text());
    }
  }
}
