package io.netledger.deploy.local.scale;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the endpoints of very many hosts are: ten hosts share ten networks, and each of these hosts
 * has a tenth of its sandboxes on each of these networks.
 *
 * @param hosts how many; a multiple of ten
 * @param perHost sandboxes of a host, with an endpoint each; a multiple of ten
 */
record Spread(int hosts, int perHost) {

  /** Hosts that share networks, and networks that they share. */
  static final int TOGETHER = 10;

  int sandboxes() {
    return hosts * perHost;
  }

  String host(int number) {
    return "sim-" + number;
  }

  /** 198.18.0.0/15 is for measuring (RFC 2544). */
  String underlay(int host) {
    return "198.19." + host / 250 + "." + (host % 250 + 1);
  }

  String network(int number) {
    return "net-" + number;
  }

  String subnet(int network) {
    return "10." + network / 64 + "." + network % 64 * 4 + ".0/22"; // late endpoints fit too
  }

  String sandbox(int number) {
    return "box-" + number;
  }

  int hostOf(int sandbox) {
    return sandbox / perHost;
  }

  int networkOf(int sandbox) {
    int onHost = sandbox % perHost;
    return firstNetwork(hostOf(sandbox)) + onHost * TOGETHER / perHost;
  }

  /** One of the networks that a host has endpoints on. */
  int firstNetwork(int host) {
    return host / TOGETHER * TOGETHER;
  }

  /** The hosts that have endpoints on the networks of {@code host}. */
  List<Integer> together(int host) {
    int first = firstNetwork(host);
    return IntStream.range(first, first + TOGETHER).boxed().toList();
  }
}
