package io.netledger.cli.network;

import io.netledger.cli.session.About;
import io.netledger.cli.session.Compared;
import io.netledger.cli.session.Rehearsed;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.DisconnectResponse;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.EndpointState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "disconnect",
    description = "Disconnect a sandbox from a network",
    customSynopsis = "netledger network disconnect [OPTIONS] NETWORK SANDBOX",
    footer = {
      "%nExamples:",
      "  netledger network disconnect br0 web",
      "  netledger network disconnect none web     (then it can be connected to others)",
      "  netledger network disconnect -f br0 web   (its host never comes back)"
    })
final class DisconnectSandbox implements Callable<Integer> {

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
      names = {"-f", "--force"},
      description =
          "Do not wait for the host's word: free the address although the host may be away for good")
  private boolean force;

  @Mixin private final Compared compared = new Compared();
  @Mixin private final Rehearsed rehearsed = new Rehearsed();

  DisconnectSandbox(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var request =
        DisconnectRequest.newBuilder()
            .setNetwork(network)
            .setSandbox(sandbox)
            .setForce(force)
            .setWait(session.waiting())
            .setEtag(compared.etag())
            .setValidateOnly(rehearsed.only())
            .setRequestId(rehearsed.only() ? "" : session.requestId(""))
            .setReason(session.reason())
            .build();
    DisconnectResponse answer =
        session.ask(
            "disconnecting " + sandbox + " from " + network,
            new About(network, sandbox, ""),
            () -> session.networks().disconnect(request));
    if (answer.hasEndpoint()) {
      tell(answer.getEndpoint());
    } else if (rehearsed.only()) {
      session.say("networks could be connected to " + sandbox);
    }
    return 0;
  }

  private void tell(Endpoint endpoint) {
    if (rehearsed.only()) {
      session.say(
          "%s on host %s would be disconnected from %s, and %s would be free"
              .formatted(
                  endpoint.getSandbox(),
                  endpoint.getHost(),
                  endpoint.getNetwork(),
                  String.join(", ", endpoint.getAddressesList())));
    } else if (endpoint.getState() == EndpointState.ENDPOINT_STATE_LEAVING) {
      session.note(
          sandbox
              + " is not disconnected yet: it will be as soon as host "
              + endpoint.getHost()
              + " does so. If that host never comes back: netledger network disconnect -f "
              + network
              + " "
              + sandbox);
    }
  }
}
