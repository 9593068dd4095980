package io.netledger.agent.names;

/** Who waits for an answer. */
interface Asker {

  /** How many bytes an answer may have; a longer one is cut and marked so (TC). */
  int room();

  /** Whether it has asked by TCP, and so wants the whole answer however long. */
  boolean byTcp();

  /**
   * Sends the answer. One that has gone meanwhile gets nothing.
   *
   * @param message a DNS message of at most {@link #room} bytes
   */
  void answer(byte[] message);
}
