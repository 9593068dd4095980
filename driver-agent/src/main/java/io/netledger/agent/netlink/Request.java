package io.netledger.agent.netlink;

import java.util.function.Consumer;

/**
 * One thing to ask of the kernel, not sent yet.
 *
 * @param operation how errors name it, e.g. {@code add link br0}
 * @param type RTM_… or subsystem and NFT_MSG_…
 * @param flags NLM_F_… besides REQUEST and ACK, which the socket sets
 * @param body writes what follows struct nlmsghdr
 */
public record Request(String operation, int type, int flags, Consumer<MessageWriter> body) {

  /** NLM_F_REPLACE: may take the place of one that is there. */
  public static final int REPLACE = 0x100;

  /** NLM_F_EXCL: refuse if it is there. */
  public static final int EXCLUSIVE = 0x200;

  /** NLM_F_CREATE: make it if it is not there. */
  public static final int CREATE = 0x400;

  /** NLM_F_APPEND: behind those that are there. */
  public static final int APPEND = 0x800;
}
