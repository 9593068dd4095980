package io.netledger.deploy.local.bench;

import java.util.List;

/**
 * A host of the deployment that is measured.
 *
 * @param host its name
 * @param entry what to put before a command so that it runs in the host's network
 */
public record Place(String host, List<String> entry) {

  public Place {
    entry = List.copyOf(entry);
  }
}
