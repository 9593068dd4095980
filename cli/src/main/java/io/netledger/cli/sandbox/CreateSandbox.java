package io.netledger.cli.sandbox;

import io.netledger.cli.network.NetworkTarget;
import io.netledger.cli.session.Failure;
import io.netledger.cli.session.Pairs;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.Sandbox;
import io.netledger.proto.network.v1.SandboxState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "create",
    description = "Create a sandbox; prints its id",
    customSynopsis = "netledger sandbox create [OPTIONS] [SANDBOX]",
    footer = {
      "%nMakes a network namespace on a host, or takes one that is there, and connects it to the networks named.",
      "%nExamples:",
      "  netledger sandbox create web",
      "  netledger sandbox create --host h1 --network br0 --network back --label app=shop web",
      "  netledger sandbox create --network host agent",
      "  netledger sandbox create --network container:web sidecar",
      "  netledger sandbox create --netns /run/netns/old old",
      "  netledger sandbox create --pid 4711 build"
    })
final class CreateSandbox implements Callable<Integer> {

  private final Session session;
  private final SandboxCalls calls;

  @Parameters(arity = "0..1", paramLabel = "SANDBOX", description = "Name (default: one is made)")
  private String name = "";

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Host of the sandbox (default: the only one)")
  private String host = "";

  @Option(
      names = "--network",
      paramLabel = "NETWORK",
      description =
          "Network to connect it to; repeatable, connected in this order (default: to none yet); or none: to none ever;"
              + " or host: its host's own network stack; or container:SANDBOX: that sandbox's")
  private List<String> networks = new ArrayList<>();

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "Label of the sandbox; repeatable")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = "--netns",
      paramLabel = "PATH",
      description = "Take over the network namespace of this file on the host, e.g. /run/netns/web")
  private String netns = "";

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description = "Take over the network namespace of this process on the host")
  private int pid;

  @Mixin private final DnsOptions dns = new DnsOptions();

  CreateSandbox(Session session) {
    this.session = session;
    this.calls = new SandboxCalls(session);
  }

  @Override
  public Integer call() {
    stack().networks().forEach(NetworkTarget::request); // a mistake is said before anything is made
    Sandbox sandbox = calls.create(wish());
    session.say(sandbox.getId());
    if (sandbox.getState() == SandboxState.SANDBOX_STATE_PENDING) {
      session.note(
          sandbox.getName()
              + " is not ready yet: it will be as soon as host "
              + sandbox.getHost()
              + " makes it. See: netledger host ls");
    }
    for (String network : stack().networks()) {
      calls.connect(
          NetworkTarget.request(network)
              .setSandbox(sandbox.getId())
              .setRequestId(session.requestId(NetworkTarget.name(network))));
    }
    return 0;
  }

  private NetworkWords stack() {
    return NetworkWords.of(networks, List.of());
  }

  private CreateSandboxRequest.Builder wish() {
    var wish =
        CreateSandboxRequest.newBuilder()
            .setName(name)
            .setHost(host)
            .setMode(stack().mode())
            .setDonor(stack().donor())
            .putAllLabels(Pairs.of(labels, "--label", "label"))
            .setRequestId(session.requestId(""));
    dns.put(wish);
    if (!netns.isEmpty() && pid != 0) {
      throw Failure.usage("--netns and --pid name a namespace each; give one of them");
    }
    if (!netns.isEmpty()) {
      wish.setNetnsPath(netns);
    } else if (pid != 0) {
      wish.setPid(pid);
    }
    return wish;
  }
}
