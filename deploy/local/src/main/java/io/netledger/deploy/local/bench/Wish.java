package io.netledger.deploy.local.bench;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;

/**
 * What the user wants to be measured.
 *
 * @param quantities those to measure
 * @param rounds how often each call is measured
 * @param seconds of each measurement of appends
 * @param scratch an empty directory for the peers
 * @param root whether a dockerd can be started
 */
public record Wish(Set<Quantity> quantities, int rounds, int seconds, Path scratch, boolean root) {

  boolean wantsAnyOf(Collection<Quantity> some) {
    return some.stream().anyMatch(quantities::contains);
  }
}
