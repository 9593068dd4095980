package io.netledger.agent.netlink.nft;

import java.util.Set;

/** Something that changed in the nf_tables of a network namespace, whoever did it. */
public sealed interface NftChange {

  /**
   * A batch took effect.
   *
   * @param generation the rule set's number since then
   * @param tables the tables it touched
   * @param port the port of the socket that sent it, see {@link NftSocket#portId}
   * @param process the id of the thread that sent it, as seen from the machine's first process
   *     namespace
   * @param command its name, up to 15 bytes
   */
  record Changed(int generation, Set<Table> tables, int port, int process, String command)
      implements NftChange {}

  /** Changes came faster than they were read and some are lost: look at everything again. */
  record Missed() implements NftChange {}
}
