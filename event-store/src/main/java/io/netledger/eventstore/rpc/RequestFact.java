package io.netledger.eventstore.rpc;

import java.util.Map;

/** What is recorded of a request that left no other trace, on stream {@code request/<id>}. */
public sealed interface RequestFact {

  /** Full name of the call. */
  String method();

  /**
   * A write was refused.
   *
   * @param reason name of the refusal's reason
   * @param message what the caller was told
   * @param asked what the request named, by its fields
   */
  record RequestRefused(String method, String reason, String message, Map<String, String> asked)
      implements RequestFact {

    public RequestRefused {
      asked = Map.copyOf(asked);
    }
  }

  /**
   * A write found all as it asked for.
   *
   * @param thing the id of what it was about
   */
  record RequestUnneeded(String method, String thing) implements RequestFact {}
}
