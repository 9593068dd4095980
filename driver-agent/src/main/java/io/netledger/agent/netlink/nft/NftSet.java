package io.netledger.agent.netlink.nft;

import io.netledger.agent.netlink.MessageWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A set, or a map from keys to values or verdicts.
 *
 * @param name up to 127 bytes, unique among the table's sets and maps
 * @param key one type, or several: a concatenation
 * @param content what a key leads to
 * @param interval whether keys are ranges, see {@link Element#prefix}; not with concatenations
 */
public record NftSet(String name, List<KeyType> key, Content content, boolean interval) {

  static final int NFTA_SET_NAME = 2;
  private static final int NFTA_SET_FLAGS = 3;
  private static final int NFTA_SET_KEY_TYPE = 4;
  private static final int NFTA_SET_KEY_LEN = 5;
  private static final int NFTA_SET_DATA_TYPE = 6;
  private static final int NFTA_SET_DATA_LEN = 7;
  private static final int NFTA_SET_ID = 10;
  private static final int NFTA_SET_USERDATA = 13;
  private static final int KEY_ORDER = 0; // of nft's user data
  private static final int VALUE_ORDER = 1;
  private static final int NFT_SET_INTERVAL = 4;
  private static final int NFT_SET_MAP = 8;
  private static final int NFT_DATA_VERDICT = 0xffffff00;

  /** What a key leads to. */
  public sealed interface Content {

    /** Nothing: a set. */
    record Nothing() implements Content {}

    /** Values: a map. */
    record Values(List<KeyType> types) implements Content {}

    /** Verdicts: a verdict map. */
    record Verdicts() implements Content {}
  }

  public static NftSet set(String name, KeyType... key) {
    return new NftSet(name, List.of(key), new Content.Nothing(), false);
  }

  public static NftSet map(String name, List<KeyType> key, List<KeyType> value) {
    return new NftSet(name, key, new Content.Values(value), false);
  }

  public static NftSet verdicts(String name, KeyType... key) {
    return new NftSet(name, List.of(key), new Content.Verdicts(), false);
  }

  /** The same, of ranges. */
  public NftSet ofIntervals() {
    return new NftSet(name, key, content, true);
  }

  /**
   * Writes the set.
   *
   * @param id any number of its own within the batch
   */
  void encode(MessageWriter writer, int id) {
    int flags = interval ? NFT_SET_INTERVAL : 0;
    writer
        .text(NFTA_SET_NAME, name)
        .big32(NFTA_SET_KEY_TYPE, KeyType.number(key))
        .big32(NFTA_SET_KEY_LEN, KeyType.length(key))
        .big32(NFTA_SET_ID, id)
        .bytes(NFTA_SET_USERDATA, userData());
    switch (content) {
      case Content.Nothing _ -> writer.big32(NFTA_SET_FLAGS, flags);
      case Content.Values(var types) ->
          writer
              .big32(NFTA_SET_FLAGS, flags | NFT_SET_MAP)
              .big32(NFTA_SET_DATA_TYPE, KeyType.number(types))
              .big32(NFTA_SET_DATA_LEN, KeyType.length(types));
      case Content.Verdicts _ ->
          writer
              .big32(NFTA_SET_FLAGS, flags | NFT_SET_MAP)
              .big32(NFTA_SET_DATA_TYPE, NFT_DATA_VERDICT);
    }
  }

  /**
   * What nft, not the kernel, needs to print keys and values: a byte for the type, one for the
   * length, the number.
   */
  private byte[] userData() {
    int value =
        switch (content) {
          case Content.Values(var types) -> KeyType.order(types);
          case Content.Nothing _, Content.Verdicts _ -> 0;
        };
    return ByteBuffer.allocate(12)
        .order(ByteOrder.nativeOrder())
        .put((byte) KEY_ORDER)
        .put((byte) 4)
        .putInt(KeyType.order(key))
        .put((byte) VALUE_ORDER)
        .put((byte) 4)
        .putInt(value)
        .array();
  }
}
