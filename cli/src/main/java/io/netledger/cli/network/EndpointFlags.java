package io.netledger.cli.network;

import io.netledger.cli.session.Failure;
import io.netledger.cli.session.Pairs;
import io.netledger.proto.network.v1.ConnectRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What an interface shall be beside its addresses, as options of {@code network connect}. */
public final class EndpointFlags {

  private static final String DOCKERS_SYSCTLS = "com.docker.network.endpoint.sysctls";
  private static final String DOCKERS_INTERFACE = "com.docker.network.endpoint.ifname";

  @Option(
      names = "--mac-address",
      paramLabel = "MAC",
      description = "MAC address wanted, e.g. 02:42:0a:00:00:07 (default: made from the address)")
  private String mac = "";

  @Option(
      names = {"--ifname", "--interface-name"},
      paramLabel = "NAME",
      description = "Name of the interface in the sandbox (default: eth and a free number)")
  private String interfaceName = "";

  @Option(
      names = "--gw-priority",
      paramLabel = "N",
      description =
          "Which of the sandbox's networks has the default route: the highest, then the first (default: 0)")
  private int gatewayPriority;

  @Option(
      names = "--link-local-ip",
      paramLabel = "ADDRESS",
      description = "Address of 169.254.0.0/16 or fe80::/10 besides; repeatable")
  private List<String> linkLocals = new ArrayList<>();

  @Option(
      names = "--sysctl",
      paramLabel = "KEY=VALUE",
      description =
          "Switch of the interface, e.g. net.ipv4.conf.IFNAME.log_martians=1, IFNAME standing for its name;"
              + " repeatable")
  private List<String> sysctls = new ArrayList<>();

  @Option(
      names = "--driver-opt",
      paramLabel = "KEY=VALUE",
      description = "As Docker spells them: " + DOCKERS_SYSCTLS + ", " + DOCKERS_INTERFACE)
  private List<String> driverOptions = new ArrayList<>();

  /** Whether anything is said. */
  public boolean isGiven() {
    return !mac.isEmpty()
        || !interfaceName.isEmpty()
        || gatewayPriority != 0
        || !linkLocals.isEmpty()
        || !sysctls.isEmpty()
        || !driverOptions.isEmpty();
  }

  /** Fills what is said into the request. */
  public ConnectRequest.Builder into(ConnectRequest.Builder request) {
    request
        .setMacAddress(mac)
        .setInterfaceName(interfaceName)
        .setGatewayPriority(gatewayPriority)
        .addAllLinkLocalAddresses(linkLocals)
        .putAllSysctls(Pairs.of(sysctls, "--sysctl", "sysctl"));
    dockers(request, Pairs.of(driverOptions, "--driver-opt", "driver-opt"));
    return request;
  }

  /** Docker's driver options of an endpoint. */
  public static void dockers(ConnectRequest.Builder request, Map<String, String> options) {
    options.forEach((key, value) -> {
      switch (key) {
        case DOCKERS_SYSCTLS -> request.putAllSysctls(listed(value));
        case DOCKERS_INTERFACE -> request.setInterfaceName(value);
        default ->
            throw Failure.usage(
                "driver option \""
                    + key
                    + "\" is not known; expected "
                    + DOCKERS_SYSCTLS
                    + " or "
                    + DOCKERS_INTERFACE);
      }
    });
  }

  /** "a=1,b=2". */
  private static Map<String, String> listed(String words) {
    Map<String, String> sysctls = new LinkedHashMap<>();
    for (String word : words.split(",", -1)) {
      String[] parts = word.strip().split("=", 2);
      if (parts.length != 2) {
        throw Failure.usage(
            "driver option " + DOCKERS_SYSCTLS + " has \"" + word + "\"; expected KEY=VALUE");
      }
      sysctls.put(parts[0], parts[1]);
    }
    return sysctls;
  }
}
