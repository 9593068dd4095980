package io.netledger.agent.plan;

import java.nio.file.Path;

/** Where a sandbox's network namespace comes from. */
public sealed interface Origin {

  /** The agent makes it. */
  record Made() implements Origin {}

  /** It is there, at a file, and stays when the sandbox goes. */
  record AtFile(Path file) implements Origin {}

  /** It is the one of a process that is there, and stays when the sandbox goes. */
  record OfProcess(int pid) implements Origin {}

  /**
   * It is the one in which a guest waits for this sandbox; the agent makes it if there is none, or
   * it is the host's.
   */
  record OfGuest(String sandboxId) implements Origin {}

  /** It is the host's, and stays as it is. */
  record OfHost() implements Origin {}
}
