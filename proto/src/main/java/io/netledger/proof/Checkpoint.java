package io.netledger.proof;

import java.util.Base64;

/**
 * What a log was: how many events, and the root of the tree over them. Its text is that of C2SP's
 * tlog-checkpoint: origin, size, root in base64, a line each.
 *
 * @param origin which log: "netledger/network-service"
 */
public record Checkpoint(String origin, long size, Hash root) {

  private static final int LINES = 3;

  /** What is signed. */
  public String text() {
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.bytes()) + "\n";
  }

  /**
   * The checkpoint with that text; lines after the third are extensions, and passed over.
   *
   * @throws IllegalArgumentException with what was expected
   */
  public static Checkpoint parse(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length <= LINES) {
      throw new IllegalArgumentException(
          "a checkpoint has a line each for origin, size and root; this has " + (lines.length - 1));
    }
    try {
      long size = Long.parseLong(lines[1]);
      if (size < 0 || !Long.toString(size).equals(lines[1])) {
        throw new NumberFormatException();
      }
      return new Checkpoint(lines[0], size, new Hash(Base64.getDecoder().decode(lines[2])));
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException(
          "the second line of a checkpoint is its size, not \"" + lines[1] + "\"");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the third line of a checkpoint is its root, 32 bytes in base64, not \""
              + lines[2]
              + "\"",
          e);
    }
  }
}
