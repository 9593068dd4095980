package io.netledger.cli.network;

import io.netledger.cli.session.Failure;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * Options of Docker's {@code network create} that mean nothing here, so that scripts which give the
 * usual values go on: what would ask for something else is refused by name.
 */
final class DockersOnly {

  @Option(
      names = "--attachable",
      description = "As in Docker; every network takes sandboxes that are made later")
  void attachable(boolean any) {
    // so it is in any case
  }

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = "local: of one host at a time; of an overlay global, or swarm as in Docker")
  private String scope = "";

  @Option(names = "--ingress", description = "Refused: there is no routing mesh")
  private boolean ingress;

  @Option(
      names = "--ipam-driver",
      paramLabel = "DRIVER",
      description = "default: ipam-service gives the addresses")
  private String ipamDriver = "";

  @Option(
      names = "--ipam-opt",
      paramLabel = "KEY=VALUE",
      description = "Refused: ipam-service has no options")
  private List<String> ipamOptions = new ArrayList<>();

  /**
   * Refuses what cannot be had.
   *
   * @throws Failure with Docker's words where it has some
   */
  void check(String driver) {
    if (ingress) {
      throw Failure.refused(
          "Error response from daemon: Ingress network can only be global scope network; there is no"
              + " routing mesh here");
    }
    List<String> scopes = driver.equals("overlay") ? List.of("global", "swarm") : List.of("local");
    if (!scope.isEmpty() && !scopes.contains(scope)) {
      throw Failure.refused(
          "Error response from daemon: cannot create a %s scoped network: expected %s"
              .formatted(scope, String.join(" or ", scopes)));
    }
    if (!ipamDriver.isEmpty() && !ipamDriver.equals("default")) {
      throw Failure.refused(
          "Error response from daemon: plugin \"%s\" not found: expected default"
              .formatted(ipamDriver));
    }
    if (!ipamOptions.isEmpty()) {
      throw Failure.refused(
          "Error response from daemon: ipam-service has no option "
              + ipamOptions.getFirst().split("=", 2)[0]);
    }
  }
}
