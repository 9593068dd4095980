package io.netledger.agent.names;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** Asks others what no zone of ours knows. Belongs to the server's thread. */
final class Forwarder {

  /** Three servers have their chance before the asker gives up, after 5 s by default. */
  private static final Inquiry.Timing TIMING = new Inquiry.Timing(1_500, 4_500);

  private static final int MOST = 1_024;
  private static final int MOST_OF_ONE = 256;

  private final NameServer server;
  private final Map<String, Integer> open = new HashMap<>();
  private int all;

  Forwarder(NameServer server) {
    this.server = server;
  }

  void ask(String sandboxId, Upstream upstream, Message query, byte[] bytes, Asker asker) {
    if (all >= MOST || open.getOrDefault(sandboxId, 0) >= MOST_OF_ONE) {
      asker.answer(Resolver.reply(query, Rcode.SERVFAIL).toWire());
      return;
    }
    all++;
    open.merge(sandboxId, 1, Integer::sum);
    new Inquiry(server, upstream, query, bytes, asker, TIMING, () -> ended(sandboxId)).begin();
  }

  private void ended(String sandboxId) {
    all--;
    open.computeIfPresent(sandboxId, (_, count) -> count == 1 ? null : count - 1);
  }

  /** The answer, cut and marked so if it is too long. */
  static byte[] fit(byte[] answer, int room) {
    if (answer.length <= room) {
      return answer;
    }
    try {
      return new Message(answer).toWire(room);
    } catch (IOException e) {
      throw new IllegalStateException(e); // it was read before
    }
  }
}
