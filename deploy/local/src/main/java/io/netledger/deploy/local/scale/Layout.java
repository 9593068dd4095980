package io.netledger.deploy.local.scale;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which sandbox is where. A sandbox is on a front network, where its port is published, and on a
 * back network, which is internal. A Linux bridge has at most 1,023 ports (BR_MAX_PORTS), so there
 * are several pairs of networks, a hundred sandboxes on each.
 *
 * @param sandboxes how many; they are known by the numbers from 0
 */
record Layout(int sandboxes) {

  /** What all sandboxes listen on. */
  static final int PORT = 8080;

  private static final int FIRST_HOST_PORT = 20_000;
  private static final int ON_A_PAIR = 100;

  int pairs() {
    return Math.ceilDiv(sandboxes, ON_A_PAIR);
  }

  String name(int number) {
    return "box-" + number;
  }

  String front(int number) {
    return "front-" + number % pairs();
  }

  String back(int number) {
    return "back-" + number % pairs();
  }

  int hostPort(int number) {
    return FIRST_HOST_PORT + number;
  }

  /** The next on the same networks. */
  int neighbour(int number) {
    int next = number + pairs();
    return next < sandboxes ? next : number % pairs();
  }

  List<Net> networks() {
    return IntStream.range(0, pairs())
        .boxed()
        .flatMap(pair ->
            Stream.of(
                new Net(front(pair), "10.100." + pair + ".0/24", false),
                new Net(back(pair), "10.101." + pair + ".0/24", true)))
        .toList();
  }

  /** A network to be made. */
  record Net(String name, String subnet, boolean internal) {}
}
