package io.netledger.eventstore.postgres;

/** What a server is for. */
enum Mode {
  /** Keeps what was committed, whatever happens, and outlives the process that started it. */
  DURABLE,

  /**
   * For tests: nothing waits for the disk, and the server ends with the process that started it.
   */
  THROWAWAY
}
