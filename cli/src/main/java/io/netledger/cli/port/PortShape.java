package io.netledger.cli.port;

import io.netledger.cli.format.Value;
import io.netledger.cli.format.Value.Entries;
import io.netledger.cli.format.Value.Fields;
import io.netledger.proto.network.v1.PublishedPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Published ports as Docker shows them. */
public final class PortShape {

  private PortShape() {}

  /** In one line, neighbours together: "0.0.0.0:8000-8002->80-82/tcp, [::]:53->53/udp". */
  public static String line(List<PublishedPort> ports) {
    List<List<PublishedPort>> runs = new ArrayList<>();
    for (PublishedPort port : ports) {
      runs.stream()
          .filter(run -> continues(run.getLast(), port))
          .findFirst()
          .orElseGet(() -> {
            runs.add(new ArrayList<>());
            return runs.getLast();
          })
          .add(port);
    }
    return runs.stream().map(PortShape::run).collect(Collectors.joining(", "));
  }

  private static boolean continues(PublishedPort last, PublishedPort next) {
    return last.getHostIp().equals(next.getHostIp())
        && last.getProtocol() == next.getProtocol()
        && last.getPort() + 1 == next.getPort()
        && (last.getHostIp().isEmpty() || last.getHostPort() + 1 == next.getHostPort());
  }

  private static String run(List<PublishedPort> run) {
    PublishedPort first = run.getFirst();
    PublishedPort last = run.getLast();
    String inside = span(first.getPort(), last.getPort()) + "/" + protocol(first);
    return first.getHostIp().isEmpty()
        ? inside
        : host(first.getHostIp())
            + ":"
            + span(first.getHostPort(), last.getHostPort())
            + "->"
            + inside;
  }

  private static String host(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }

  private static String span(int first, int last) {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }

  /** By the sandbox's port, as below NetworkSettings.Ports of a container. */
  public static Entries byPort(List<PublishedPort> ports) {
    SortedMap<String, List<PublishedPort>> grouped = new TreeMap<>();
    ports.forEach(port ->
        grouped
            .computeIfAbsent(port.getPort() + "/" + protocol(port), _ -> new ArrayList<>())
            .add(port));
    SortedMap<String, Value> entries = new TreeMap<>();
    grouped.forEach((name, those) -> entries.put(name, Value.each(those, PortShape::binding)));
    return new Entries(entries);
  }

  private static Value binding(PublishedPort port) {
    return Fields.none()
        .with("HostIp", port.getHostIp())
        .with("HostPort", port.getHostPort() == 0 ? "" : Integer.toString(port.getHostPort()));
  }

  /** PORT_PROTOCOL_TCP as "tcp". */
  private static String protocol(PublishedPort port) {
    String name = port.getProtocol().name();
    return name.substring(name.lastIndexOf('_') + 1).toLowerCase(Locale.ROOT);
  }
}
