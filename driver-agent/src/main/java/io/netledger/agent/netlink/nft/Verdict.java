package io.netledger.agent.netlink.nft;

import io.netledger.agent.netlink.Attributes;
import io.netledger.agent.netlink.MessageWriter;

/** What becomes of a packet. */
public sealed interface Verdict {

  record Accept() implements Verdict {}

  record Drop() implements Verdict {}

  /** On with the rule after the jump. */
  record Return() implements Verdict {}

  /** On in that chain, and back here if it does not decide. */
  record Jump(String chain) implements Verdict {}

  /** On in that chain, and not back here. */
  record Goto(String chain) implements Verdict {}

  int NFTA_DATA_VALUE = 1;
  int NFTA_DATA_VERDICT = 2;
  int NFTA_VERDICT_CODE = 1;
  int NFTA_VERDICT_CHAIN = 2;

  /** Writes the content of a data attribute. */
  default void encode(MessageWriter data) {
    data.nested(
        NFTA_DATA_VERDICT,
        writer -> {
          writer.big32(NFTA_VERDICT_CODE, code());
          switch (this) {
            case Jump(var chain) -> writer.text(NFTA_VERDICT_CHAIN, chain);
            case Goto(var chain) -> writer.text(NFTA_VERDICT_CHAIN, chain);
            case Accept _, Drop _, Return _ -> {}
          }
        });
  }

  private int code() {
    return switch (this) {
      case Drop _ -> 0; // NF_DROP
      case Accept _ -> 1; // NF_ACCEPT
      case Jump _ -> -3; // NFT_JUMP
      case Goto _ -> -4; // NFT_GOTO
      case Return _ -> -5; // NFT_RETURN
    };
  }

  /** Reads the content of NFTA_DATA_VERDICT. */
  static Verdict parse(Attributes verdict) {
    int code = verdict.big32(NFTA_VERDICT_CODE).orElse(0);
    String chain = verdict.text(NFTA_VERDICT_CHAIN).orElse("");
    return switch (code) {
      case 1 -> new Accept();
      case -3 -> new Jump(chain);
      case -4 -> new Goto(chain);
      case -5 -> new Return();
      default -> new Drop();
    };
  }
}
