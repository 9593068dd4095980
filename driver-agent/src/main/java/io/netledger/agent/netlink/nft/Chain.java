package io.netledger.agent.netlink.nft;

import io.netledger.agent.netlink.MessageWriter;
import java.util.Optional;

/**
 * A chain of rules.
 *
 * @param name up to 127 bytes, unique in its table
 * @param base where packets enter; empty: only by jump or goto
 */
public record Chain(String name, Optional<Base> base) {

  static final int NFTA_CHAIN_NAME = 3;
  private static final int NFTA_CHAIN_HOOK = 4;
  private static final int NFTA_CHAIN_POLICY = 5;
  private static final int NFTA_CHAIN_TYPE = 7;
  private static final int NFTA_HOOK_HOOKNUM = 1;
  private static final int NFTA_HOOK_PRIORITY = 2;

  /** What a base chain is for. */
  public enum Type {
    FILTER("filter"),
    NAT("nat"),
    ROUTE("route");

    private final String word;

    Type(String word) {
      this.word = word;
    }
  }

  /** Where in a packet's way a base chain is called; the numbers are NF_INET_…. */
  public enum Hook {
    PREROUTING(0),
    INPUT(1),
    FORWARD(2),
    OUTPUT(3),
    POSTROUTING(4);

    private final int number;

    Hook(int number) {
      this.number = number;
    }
  }

  /** What becomes of a packet that no rule decided. */
  public enum Policy {
    DROP(0),
    ACCEPT(1);

    private final int number;

    Policy(int number) {
      this.number = number;
    }
  }

  /**
   * How a base chain is called.
   *
   * @param priority lower is earlier: -300 raw, -150 mangle, -100 dstnat, 0 filter, 100 srcnat
   */
  public record Base(Type type, Hook hook, int priority, Policy policy) {

    public static final int DSTNAT = -100;
    public static final int FILTER = 0;
    public static final int SRCNAT = 100;
  }

  /** A chain that is called by jump or goto. */
  public static Chain regular(String name) {
    return new Chain(name, Optional.empty());
  }

  /** A chain that the kernel calls, which accepts what no rule decides. */
  public static Chain base(String name, Type type, Hook hook, int priority) {
    return new Chain(name, Optional.of(new Base(type, hook, priority, Policy.ACCEPT)));
  }

  void encode(MessageWriter writer) {
    writer.text(NFTA_CHAIN_NAME, name);
    base.ifPresent(it ->
        writer
            .nested(
                NFTA_CHAIN_HOOK,
                hook ->
                    hook.big32(NFTA_HOOK_HOOKNUM, it.hook().number)
                        .big32(NFTA_HOOK_PRIORITY, it.priority()))
            .big32(NFTA_CHAIN_POLICY, it.policy().number)
            .text(NFTA_CHAIN_TYPE, it.type().word));
  }
}
