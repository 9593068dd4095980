package io.netledger.cli.network;

import io.netledger.cli.session.Failure;
import io.netledger.proto.network.v1.ConnectRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One {@code --network} of {@code run}: a network, or Docker's long form "name=br0,ip=192.168.0.7".
 */
public final class NetworkTarget {

  private NetworkTarget() {}

  /** The network's name in either form. */
  public static String name(String word) {
    return request(word).getNetwork();
  }

  /** Network and what is said of the endpoint on it. */
  public static ConnectRequest.Builder request(String word) {
    if (!word.contains("=")) {
      return ConnectRequest.newBuilder().setNetwork(word);
    }
    ConnectRequest.Builder request = ConnectRequest.newBuilder();
    Map<String, String> driverOptions = new LinkedHashMap<>();
    for (String field : fields(word)) {
      int equals = field.indexOf('=');
      if (equals < 0) {
        throw Failure.usage(
            "--network " + word + ": invalid field " + field + "; expected key=value");
      }
      take(request, driverOptions, word, field.substring(0, equals), field.substring(equals + 1));
    }
    EndpointFlags.dockers(request, driverOptions);
    if (request.getNetwork().isEmpty()) {
      throw Failure.usage("--network " + word + ": network name/id is not specified: no name=");
    }
    return request;
  }

  /** Docker reads the long form as a line of CSV, where a field with commas is quoted. */
  private static String[] fields(String word) {
    String[] fields = word.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
    for (int i = 0; i < fields.length; i++) {
      boolean quoted =
          fields[i].length() > 1 && fields[i].startsWith("\"") && fields[i].endsWith("\"");
      fields[i] = quoted ? fields[i].substring(1, fields[i].length() - 1) : fields[i];
    }
    return fields;
  }

  private static void take(
      ConnectRequest.Builder request,
      Map<String, String> driverOptions,
      String word,
      String key,
      String value) {
    switch (key.strip()) {
      case "name" -> request.setNetwork(value);
      case "alias" -> request.addAliases(value);
      case "ip" -> request.setIpv4Address(value);
      case "ip6" -> request.setIpv6Address(value);
      case "mac-address" -> request.setMacAddress(value);
      case "link-local-ip" -> request.addLinkLocalAddresses(value);
      case "ifname", "interface-name" -> request.setInterfaceName(value);
      case "gw-priority" -> request.setGatewayPriority(number(word, value));
      case "driver-opt" -> {
        int equals = value.indexOf('=');
        if (equals < 0) {
          throw Failure.usage(
              "--network " + word + ": invalid key value pair format in driver options");
        }
        driverOptions.put(value.substring(0, equals), value.substring(equals + 1));
      }
      default ->
          throw Failure.usage(
              "--network "
                  + word
                  + ": invalid field key "
                  + key
                  + "; expected name, alias, ip, ip6, mac-address, link-local-ip, ifname, gw-priority or driver-opt");
    }
  }

  private static int number(String word, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw Failure.usage(
          "--network " + word + ": gw-priority is " + value + "; expected a whole number");
    }
  }
}
