package io.netledger.agent.netlink.nft;

import io.netledger.agent.netlink.Attributes;
import io.netledger.agent.netlink.MessageWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * An element of a set or map.
 *
 * @param key its bytes
 * @param content what the key leads to
 * @param end of a range: this is not a member but the first key that is not in the range before it
 */
public record Element(Datum key, Content content, boolean end) {

  private static final int NFTA_SET_ELEM_KEY = 1;
  private static final int NFTA_SET_ELEM_DATA = 2;
  private static final int NFTA_SET_ELEM_FLAGS = 3;
  private static final int NFT_SET_ELEM_INTERVAL_END = 1;

  /** What a key leads to. */
  public sealed interface Content {
    record Nothing() implements Content {}

    record Value(Datum value) implements Content {}

    record Decision(Verdict verdict) implements Content {}
  }

  public static Element of(Datum key) {
    return new Element(key, new Content.Nothing(), false);
  }

  public static Element of(Datum key, Datum value) {
    return new Element(key, new Content.Value(value), false);
  }

  public static Element of(Datum key, Verdict verdict) {
    return new Element(key, new Content.Decision(verdict), false);
  }

  /**
   * The keys of a prefix, as the two elements that the kernel wants: the first, and the first one
   * behind.
   */
  public static List<Element> prefix(Datum address, int length) {
    Datum first = address.and(address.mask(length));
    List<Element> range = new ArrayList<>(List.of(of(first)));
    byte[] behind = first.bytes();
    int bit = length - 1;
    while (bit >= 0 && (behind[bit / 8] & (0x80 >>> (bit % 8))) != 0) {
      behind[bit / 8] &= (byte) ~(0x80 >>> (bit % 8));
      bit--;
    }
    if (bit >= 0) { // else the range goes to the end of all addresses
      behind[bit / 8] |= (byte) (0x80 >>> (bit % 8));
      range.add(new Element(Datum.of(behind), new Content.Nothing(), true));
    }
    return range;
  }

  void encode(MessageWriter writer) {
    if (end) {
      writer.big32(NFTA_SET_ELEM_FLAGS, NFT_SET_ELEM_INTERVAL_END);
    }
    writer.nested(NFTA_SET_ELEM_KEY, data -> data.bytes(Verdict.NFTA_DATA_VALUE, key.bytes()));
    switch (content) {
      case Content.Nothing _ -> {}
      case Content.Value(var value) ->
          writer.nested(
              NFTA_SET_ELEM_DATA, data -> data.bytes(Verdict.NFTA_DATA_VALUE, value.bytes()));
      case Content.Decision(var verdict) -> writer.nested(NFTA_SET_ELEM_DATA, verdict::encode);
    }
  }

  static Element parse(Attributes attributes) {
    Attributes data = attributes.nested(NFTA_SET_ELEM_DATA);
    Content content;
    if (data.has(Verdict.NFTA_DATA_VERDICT)) {
      content = new Content.Decision(Verdict.parse(data.nested(Verdict.NFTA_DATA_VERDICT)));
    } else {
      content =
          data.bytes(Verdict.NFTA_DATA_VALUE)
              .<Content>map(bytes -> new Content.Value(Datum.of(bytes)))
              .orElseGet(Content.Nothing::new);
    }
    byte[] key =
        attributes.nested(NFTA_SET_ELEM_KEY).bytes(Verdict.NFTA_DATA_VALUE).orElse(new byte[0]);
    int flags = attributes.big32(NFTA_SET_ELEM_FLAGS).orElse(0);
    return new Element(Datum.of(key), content, (flags & NFT_SET_ELEM_INTERVAL_END) != 0);
  }
}
