package io.netledger.deploy.local.chaos;

import io.netledger.deploy.local.witness.Shell;
import java.util.List;

/**
 * A simulated host of the deployment.
 *
 * @param name as network-service knows it
 * @param entry what to put before a command so that it runs there
 * @param underlay address by which other hosts reach it
 */
public record Ground(String name, List<String> entry, String underlay) {

  public Ground {
    entry = List.copyOf(entry);
  }

  Shell shell() {
    return new Shell(entry);
  }
}
