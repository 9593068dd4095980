package io.netledger.agent.plan;

import java.util.Optional;

/**
 * A link of the host that sandboxes share.
 *
 * @param name 1 to 15 bytes
 */
public record Parent(String name) {

  private static final int LARGEST_VLAN = 4094; // 802.1Q: 12 bits, 0 and 4095 are reserved

  /**
   * Which VLAN of which link it is by its name: {@code eth0.10} is VLAN 10 of eth0.
   *
   * @param lower the link that carries it
   * @param id 1 to 4094
   */
  public record Vlan(String lower, int id) {}

  /** Empty if its name is not that of a VLAN. */
  public Optional<Vlan> vlan() {
    int dot = name.lastIndexOf('.');
    String digits = name.substring(dot + 1);
    if (dot < 1 || !digits.matches("[1-9][0-9]{0,3}") || Integer.parseInt(digits) > LARGEST_VLAN) {
      return Optional.empty();
    }
    return Optional.of(new Vlan(name.substring(0, dot), Integer.parseInt(digits)));
  }
}
