package io.netledger.deploy.local.chaos;

import io.netledger.deploy.local.chaos.Journal.Line;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client's journal, put in order. */
final class Story {

  private final Map<String, Line.Sent> sent = new LinkedHashMap<>();
  private final Map<String, Line.Answered> answered = new LinkedHashMap<>();
  private final Map<String, Line.Refused> refused = new LinkedHashMap<>();
  private final Map<String, String> states = new LinkedHashMap<>();
  private final List<String> strange = new ArrayList<>();
  private int retries;

  static Story of(Path journal) {
    var story = new Story();
    Journal.read(journal).forEach(story::tell);
    return story;
  }

  private void tell(Line line) {
    switch (line) {
      case Line.Sent first -> sent.put(first.id(), first);
      case Line.Again _ -> retries++;
      case Line.Answered answer -> {
        answered.put(answer.id(), answer);
        states.put(pair(answer), answer.state());
      }
      case Line.Refused refusal -> refuse(refusal);
      case Line.Confused(var id, var told) -> strange.add(id + " was told " + told);
    }
  }

  /** A pair that was not off yet may be refused; nothing else may. */
  private void refuse(Line.Refused refusal) {
    refused.put(refusal.id(), refusal);
    if (!states.getOrDefault(pair(refusal), "").equals("LEAVING")
        || !refusal.reason().equals("ALREADY_CONNECTED")) {
      strange.add(refusal.id() + " was refused: " + refusal.reason());
    }
  }

  private String pair(Line line) {
    return sent(line.id()).pair();
  }

  Line.Sent sent(String id) {
    Line.Sent found = sent.get(id);
    if (found == null) {
      throw new IllegalStateException(id + " was never sent");
    }
    return found;
  }

  /** All requests, by their ids, in the order of sending. */
  Map<String, Line.Sent> sent() {
    return sent;
  }

  /** Those that were carried out. */
  Map<String, Line.Answered> answered() {
    return answered;
  }

  /** Sent, and neither carried out nor refused so far. */
  List<Line.Sent> open() {
    return sent.values().stream()
        .filter(each -> !answered.containsKey(each.id()) && !refused.containsKey(each.id()))
        .toList();
  }

  /** How many have their answer. */
  int done() {
    return answered.size() + refused.size();
  }

  int retries() {
    return retries;
  }

  /** What should not have been answered. */
  List<String> strange() {
    return strange;
  }

  /** Whether the pair is connected, as far as the client knows. */
  boolean isConnected(String pair) {
    String state = states.getOrDefault(pair, "");
    return state.equals("ATTACHED") || state.equals("PENDING");
  }

  long count(boolean connect) {
    return answered.keySet().stream().filter(id -> sent(id).connect() == connect).count();
  }
}
