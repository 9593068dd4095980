package io.netledger.deploy.local.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * The deployment that is measured.
 *
 * @param socket network-service's
 * @param postgres the directory of its PostgreSQL
 * @param agent process of the first host's driver-agent
 * @param first where everything is measured that happens on one host
 * @param second the other end of an overlay
 * @param wire between hosts
 */
public record Subject(
    Path socket, Path postgres, long agent, Place first, Place second, Wire wire) {

  List<String> hostEntry() {
    return first.entry();
  }
}
