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

  @Option(names = "--scope", paramLabel = "SCOPE", description = "local: of one host at a time")
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
  void check() {
    if (ingress) {
      throw Failure.refused(
          "Error response from daemon: Ingress network can only be global scope network; there is no"
              + " routing mesh here");
    }
    if (!scope.isEmpty() && !scope.equals("local")) {
      throw Failure.refused(
          "Error response from daemon: cannot create a %s scoped network: expected local"
              .formatted(scope));
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
