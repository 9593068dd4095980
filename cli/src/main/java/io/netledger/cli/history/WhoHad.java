package io.netledger.cli.history;

import static java.util.Map.entry;

import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import io.netledger.cli.format.Listing;
import io.netledger.cli.format.Moment;
import io.netledger.cli.format.Value;
import io.netledger.cli.format.Value.Fields;
import io.netledger.cli.session.About;
import io.netledger.cli.session.Pages;
import io.netledger.cli.session.Pages.Page;
import io.netledger.cli.session.Past;
import io.netledger.cli.session.Session;
import io.netledger.proto.history.v1.Holding;
import io.netledger.proto.history.v1.HostPort;
import io.netledger.proto.history.v1.WhoHadRequest;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "who-had",
    description = "Show who has, or had, an address, a MAC address, a name or a published port",
    customSynopsis = "netledger who-had [OPTIONS] ADDRESS|MAC|NAME|HOST:PORT[/PROTOCOL]",
    footer = {
      "%nWithout --at: everyone who ever had it, those who got it first come first. NAME is that of a sandbox on a",
      "network, or an alias. Who has it still has no end.",
      "%nExamples:",
      "  netledger who-had 10.0.3.7",
      "  netledger who-had 10.0.3.7 --at 2026-11-20T14:05",
      "  netledger who-had h1:8080/tcp",
      "  netledger who-had web --format '{{.Sandbox}} {{.From}} {{.ConnectedBy}} {{.Reason}}'"
    })
public final class WhoHad implements Callable<Integer> {

  private static final Pattern PORT =
      Pattern.compile("([a-zA-Z0-9][a-zA-Z0-9_.-]*):(\\d{1,5})(?:/(tcp|udp|sctp))?");

  private static final Listing LISTING =
      new Listing(
          "{{.Sandbox}}\t{{.Network}}\t{{.Host}}\t{{.From}}\t{{.To}}\t{{.ConnectedBy}}\t{{.RequestID}}\t{{.EndedBy}}",
          Map.ofEntries(
              entry("Sandbox", "SANDBOX"),
              entry("Network", "NETWORK"),
              entry("Host", "HOST"),
              entry("From", "FROM"),
              entry("To", "TO"),
              entry("ConnectedBy", "CONNECTED BY"),
              entry("RequestID", "REQUEST"),
              entry("EndedBy", "ENDED BY")));

  private final Session session;

  @Parameters(
      arity = "1",
      paramLabel = "SUBJECT",
      description = "10.0.3.7, 02:42:0a:00:03:07, web, or h1:8080/tcp")
  private String subject = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "table, 'table TEMPLATE', json (an object a line), or a template (default: table)")
  private String format = "";

  @Mixin private final Past past = new Past();

  public WhoHad(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var rows = Pages.all(this::page).stream().map(WhoHad::row).map(past::stamped).toList();
    session.print(LISTING.filled(format, rows));
    return 0;
  }

  private Page<Holding> page(String token) {
    var request = asked(subject).setPageSize(Pages.LARGEST).setPageToken(token);
    past.into(request::setAsOf);
    var answer =
        session.ask(
            "asking who had " + subject,
            About.ALL,
            () -> session.history(false).whoHad(request.build()));
    past.answered(Past.NETWORK, answer.getRevision());
    return new Page<>(answer.getHoldingsList(), answer.getNextPageToken());
  }

  private static WhoHadRequest.Builder asked(String word) {
    Matcher port = PORT.matcher(word);
    var request = WhoHadRequest.newBuilder();
    if (isA(word, Mac::parse)) {
      return request.setMacAddress(word);
    }
    if (isA(word, IpAddress::parse)) {
      return request.setAddress(word);
    }
    return port.matches()
        ? request.setPort(
            HostPort.newBuilder()
                .setHost(port.group(1))
                .setPort(Integer.parseInt(port.group(2)))
                .setProtocol(port.group(3) == null ? "" : port.group(3)))
        : request.setName(word);
  }

  private static boolean isA(String word, Function<String, ?> parser) {
    try {
      var _ = parser.apply(word);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static Fields row(Holding holding) {
    return Fields.none()
        .with("Sandbox", holding.getSandbox())
        .with("Network", holding.getNetwork())
        .with("Host", holding.getHost())
        .with("From", Moment.text(holding.getFrom().getTime()))
        .with("To", holding.hasTo() ? Moment.text(holding.getTo().getTime()) : "")
        .with("FromRevision", Value.of(holding.getFrom().getRevision()))
        .with("ToRevision", Value.of(holding.getTo().getRevision()))
        .with("Addresses", Value.each(holding.getAddressesList(), Value::of))
        .with("MacAddress", holding.getMacAddress())
        .with("Interface", holding.getInterfaceName())
        .with("SandboxID", holding.getSandboxId())
        .with("NetworkID", holding.getNetworkId())
        .with("EndpointID", holding.getEndpointId())
        .with("ConnectedBy", holding.getConnectedBy().getActor())
        .with("RequestID", holding.getConnectedBy().getCorrelation())
        .with("Reason", holding.getConnectedBy().getReason())
        .with("EndedBy", holding.getEndedBy().getActor())
        .with("EndRequestID", holding.getEndedBy().getCorrelation())
        .with("EndReason", holding.getEndedBy().getReason());
  }
}
