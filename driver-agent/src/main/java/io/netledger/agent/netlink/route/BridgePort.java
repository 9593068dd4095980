package io.netledger.agent.netlink.route;

import io.netledger.agent.netlink.Attributes;
import io.netledger.agent.netlink.MessageWriter;
import java.util.Optional;

/**
 * What a bridge does at one of its ports. What is empty stays as it is.
 *
 * @param isolated isolated ports do not reach each other, only those that are not
 * @param hairpin a frame may leave by the port it came in
 * @param learning remember which addresses are behind the port
 * @param flood send frames for unknown addresses here too
 */
public record BridgePort(
    Optional<Boolean> isolated,
    Optional<Boolean> hairpin,
    Optional<Boolean> learning,
    Optional<Boolean> flood) {

  private static final int IFLA_BRPORT_MODE = 4; // hairpin
  private static final int IFLA_BRPORT_LEARNING = 8;
  private static final int IFLA_BRPORT_UNICAST_FLOOD = 9;
  private static final int IFLA_BRPORT_ISOLATED = 33;

  /** Nothing said yet. */
  public static BridgePort none() {
    return new BridgePort(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public BridgePort isolated(boolean on) {
    return new BridgePort(Optional.of(on), hairpin, learning, flood);
  }

  public BridgePort hairpin(boolean on) {
    return new BridgePort(isolated, Optional.of(on), learning, flood);
  }

  public BridgePort learning(boolean on) {
    return new BridgePort(isolated, hairpin, Optional.of(on), flood);
  }

  public BridgePort flood(boolean on) {
    return new BridgePort(isolated, hairpin, learning, Optional.of(on));
  }

  void encode(MessageWriter data) {
    isolated.ifPresent(on -> data.u8(IFLA_BRPORT_ISOLATED, on ? 1 : 0));
    hairpin.ifPresent(on -> data.u8(IFLA_BRPORT_MODE, on ? 1 : 0));
    learning.ifPresent(on -> data.u8(IFLA_BRPORT_LEARNING, on ? 1 : 0));
    flood.ifPresent(on -> data.u8(IFLA_BRPORT_UNICAST_FLOOD, on ? 1 : 0));
  }

  /** Reads it out of IFLA_LINKINFO. */
  static boolean isIsolated(Attributes linkInfo) {
    return isOn(linkInfo, IFLA_BRPORT_ISOLATED);
  }

  /** Reads it out of IFLA_LINKINFO. */
  static boolean isHairpin(Attributes linkInfo) {
    return isOn(linkInfo, IFLA_BRPORT_MODE);
  }

  /** Reads it out of IFLA_LINKINFO. */
  static boolean isLearning(Attributes linkInfo) {
    return isOn(linkInfo, IFLA_BRPORT_LEARNING);
  }

  private static boolean isOn(Attributes linkInfo, int flag) {
    return linkInfo.text(LinkInfo.PORT_KIND).filter("bridge"::equals).isPresent()
        && linkInfo.nested(LinkInfo.PORT_DATA).u8(flag).orElse(0) == 1;
  }
}
