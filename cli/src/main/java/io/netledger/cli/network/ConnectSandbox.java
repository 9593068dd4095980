package io.netledger.cli.network;

import io.netledger.cli.port.Publications;
import io.netledger.cli.session.About;
import io.netledger.cli.session.Rehearsed;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.ConnectResponse;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.EndpointState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "connect",
    description = "Connect a sandbox to a network, beside those that it is on",
    customSynopsis = "netledger network connect [OPTIONS] NETWORK SANDBOX",
    footer = {
      "%nOn network none are sandboxes that may be on no other: only who is on no network can be connected to it.",
      "%nReturns when packets can flow. If the host is away for longer than --wait, the connection is made as soon",
      "as it is back; that is said, and the exit code is 0.",
      "%nExamples:",
      "  netledger network connect br0 web",
      "  netledger network connect --ip 192.168.0.7 --alias db --alias primary br0 web",
      "  netledger network connect --gw-priority 10 --ifname wan0 uplink web",
      "  netledger network connect --publish 8080:80 --publish 127.0.0.1::5432 br0 web",
      "  netledger network connect --wait 60s --reason 'ticket 4711' br0 web"
    })
final class ConnectSandbox implements Callable<Integer> {

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "NETWORK",
      description = "Id, name or unique prefix of an id")
  private String network = "";

  @Parameters(
      index = "1",
      paramLabel = "SANDBOX",
      description = "Id, name or unique prefix of an id")
  private String sandbox = "";

  @Option(
      names = "--ip",
      paramLabel = "ADDRESS",
      description = "IPv4 address wanted, e.g. 192.168.0.7 (default: a free one)")
  private String ip = "";

  @Option(
      names = "--ip6",
      paramLabel = "ADDRESS",
      description = "IPv6 address wanted, e.g. 2001:db8::7 (default: a free one)")
  private String ip6 = "";

  @Option(
      names = "--alias",
      paramLabel = "NAME",
      description = "Name of the sandbox on this network beside its own; repeatable")
  private List<String> aliases = new ArrayList<>();

  @Mixin private final EndpointFlags endpointFlags = new EndpointFlags();
  @Mixin private final Rehearsed rehearsed = new Rehearsed();

  @Option(
      names = {"-p", "--publish"},
      paramLabel = "PORT",
      description =
          "Publish a port of the sandbox at its host:"
              + " [[IP:]HOSTPORT[-LAST]:]PORT[-LAST][/tcp|udp|sctp]; repeatable (default of HOSTPORT: one is chosen)")
  private List<String> publish = new ArrayList<>();

  ConnectSandbox(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var request =
        endpointFlags
            .into(ConnectRequest.newBuilder())
            .setNetwork(network)
            .setSandbox(sandbox)
            .setIpv4Address(ip)
            .setIpv6Address(ip6)
            .addAllAliases(aliases)
            .addAllPublish(Publications.of(publish))
            .setWait(session.waiting())
            .setValidateOnly(rehearsed.only())
            .setRequestId(rehearsed.only() ? "" : session.requestId(""))
            .setReason(session.reason())
            .build();
    ConnectResponse answer =
        session.ask(
            "connecting " + sandbox + " to " + network,
            new About(network, sandbox, ""),
            () -> session.networks().connect(request));
    if (answer.hasEndpoint()) {
      tell(answer.getEndpoint());
    } else if (rehearsed.only()) {
      session.say(sandbox + " would be without networks");
    }
    return 0;
  }

  private void tell(Endpoint endpoint) {
    if (rehearsed.only()) {
      session.say(
          "%s would be connected to %s on host %s as %s with %s"
              .formatted(
                  endpoint.getSandbox(),
                  endpoint.getNetwork(),
                  endpoint.getHost(),
                  endpoint.getInterfaceName(),
                  String.join(", ", endpoint.getAddressesList())));
    } else if (endpoint.getState() == EndpointState.ENDPOINT_STATE_PENDING) {
      session.note(
          sandbox
              + " is not connected yet: it will be as soon as host "
              + endpoint.getHost()
              + " does so. See: netledger host ls, netledger endpoint ls");
    }
  }
}
