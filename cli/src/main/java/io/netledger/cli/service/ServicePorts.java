package io.netledger.cli.service;

import io.netledger.cli.session.Failure;
import io.netledger.proto.network.v1.PortProtocol;
import io.netledger.proto.network.v1.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the words of {@code --port} to ports, and back. */
final class ServicePorts {

  private static final Pattern PORT =
      Pattern.compile("([0-9]{1,5})(?::([0-9]{1,5}))?(?:/(tcp|udp|sctp))?");

  private static final Pattern PUBLISH =
      Pattern.compile("([0-9]{1,5}):[0-9]{1,5}(?:/(?:tcp|udp|sctp))?");

  private ServicePorts() {}

  /**
   * The ports that the words mean, in their order.
   *
   * @throws Failure if one is not in the notation
   */
  static List<ServicePort> of(List<String> words) {
    return words.stream().map(ServicePorts::one).toList();
  }

  private static ServicePort one(String word) {
    Matcher port = PORT.matcher(word.toLowerCase(Locale.ROOT));
    if (!port.matches()) {
      throw Failure.usage("invalid port: " + word + "; expected PORT[:TARGET][/tcp|udp|sctp]");
    }
    ServicePort.Builder parsed = ServicePort.newBuilder().setPort(Integer.parseInt(port.group(1)));
    if (port.group(2) != null) {
      parsed.setTargetPort(Integer.parseInt(port.group(2)));
    }
    if (port.group(3) != null) {
      parsed.setProtocol(
          PortProtocol.valueOf("PORT_PROTOCOL_" + port.group(3).toUpperCase(Locale.ROOT)));
    }
    return parsed.build();
  }

  /**
   * The ports with what {@code --publish} says of them.
   *
   * @throws Failure if a word is not in the notation, or speaks of no port
   */
  static List<ServicePort> published(List<ServicePort> ports, List<String> words) {
    List<ServicePort> published = new ArrayList<>(ports);
    for (String word : words) {
      Matcher publish = PUBLISH.matcher(word.toLowerCase(Locale.ROOT));
      if (!publish.matches()) {
        throw Failure.usage(
            "invalid publication: " + word + "; expected HOSTPORT:PORT[/tcp|udp|sctp]");
      }
      ServicePort meant = one(word.substring(word.indexOf(':') + 1));
      ServicePort port =
          published.stream()
              .filter(it -> it.getPort() == meant.getPort() && speaks(it) == speaks(meant))
              .findFirst()
              .orElseThrow(
                  () -> Failure.usage("--publish " + word + " speaks of no --port of the service"));
      published.set(
          published.indexOf(port),
          port.toBuilder().setHostPort(Integer.parseInt(publish.group(1))).build());
    }
    return published;
  }

  private static PortProtocol speaks(ServicePort port) {
    return port.getProtocol() == PortProtocol.PORT_PROTOCOL_UNSPECIFIED
        ? PortProtocol.PORT_PROTOCOL_TCP
        : port.getProtocol();
  }

  /** As it was asked for, with the port of hosts as in a list of published ports. */
  static String text(ServicePort port) {
    String host = port.getHostPort() == 0 ? "" : port.getHostPort() + "->";
    String target = port.getPort() == port.getTargetPort() ? "" : ":" + port.getTargetPort();
    return host + port.getPort() + target + "/" + protocol(port);
  }

  static String protocol(ServicePort port) {
    return port.getProtocol().name().substring("PORT_PROTOCOL_".length()).toLowerCase(Locale.ROOT);
  }
}
