package io.netledger.deploy.local.witness;

import java.util.regex.Pattern;

/**
 * What a ping has printed.
 *
 * @param sent how many packets
 * @param lost how many of them were not answered; the last one, which may have been under way when
 *     it ended, is not counted
 * @param text the end of what it said
 */
public record Replies(int sent, int lost, String text) {

  private static final Pattern COUNTS =
      Pattern.compile("(\\d+) packets transmitted, (\\d+) received");

  /** The header has 16 bits for the packet's number. */
  private static final int NUMBERS = 1 << 16;

  private static final int SHOWN = 300;

  static Replies in(String output) {
    String text = output.strip().substring(Math.max(0, output.strip().length() - SHOWN));
    var counts = COUNTS.matcher(output);
    if (!counts.find()) {
      return new Replies(0, 0, text);
    }
    int sent = Integer.parseInt(counts.group(1));
    boolean underWay = !output.contains("icmp_seq=" + sent % NUMBERS + " ");
    int open = sent - Integer.parseInt(counts.group(2));
    return new Replies(sent, underWay ? Math.max(0, open - 1) : open, text);
  }

  /** Whether it was sent at all, and no packet was lost. */
  public boolean areComplete() {
    return sent > 1 && lost == 0;
  }
}
