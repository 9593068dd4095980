package io.netledger.agent.netlink.route;

import java.util.concurrent.ThreadLocalRandom;

/** Numbers for links that are made, for when the number must be known before the link is there. */
public final class LinkIndex {

  private static final int LOWEST = 1 << 20; // above all that the kernel gives out by itself
  private static final int END = 1 << 30;

  private LinkIndex() {}

  /** A number that no link has, as good as certainly: drawn from a thousand million. */
  public static int fresh() {
    return ThreadLocalRandom.current().nextInt(LOWEST, END);
  }
}
