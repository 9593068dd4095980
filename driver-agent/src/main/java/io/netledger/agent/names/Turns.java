package io.netledger.agent.names;

import java.util.LinkedHashMap;
import java.util.Map;

/** Whose turn it is to come first, for each question that was asked lately. */
final class Turns {

  private static final int REMEMBERED = 4_096;

  private final Map<Question, Integer> turns = new LinkedHashMap<>(64, 0.75f, true);

  /** Families take their turns apart: programs ask for both, one after the other. */
  private record Question(String sandboxId, String name, int type) {}

  /** Grows by one each time. */
  int next(String sandboxId, String name, int type) {
    int turn = turns.merge(new Question(sandboxId, name, type), 1, Integer::sum);
    if (turns.size() > REMEMBERED) {
      turns.remove(turns.keySet().iterator().next());
    }
    return turn - 1;
  }
}
