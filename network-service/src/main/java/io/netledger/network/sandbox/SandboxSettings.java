package io.netledger.network.sandbox;

import java.util.Map;

/**
 * What a sandbox was asked to be.
 *
 * @param host name of its host
 */
public record SandboxSettings(
    String name, String host, Map<String, String> labels, Namespace namespace) {

  public SandboxSettings {
    labels = Map.copyOf(labels);
  }
}
