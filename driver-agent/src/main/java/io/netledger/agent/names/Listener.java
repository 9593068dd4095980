package io.netledger.agent.names;

import java.nio.channels.SelectionKey;

/** What waits at a socket of the name server. Called on the server's thread only. */
interface Listener {

  /** The socket can do what the key was to wait for. It must not block, and not throw. */
  void ready(SelectionKey key);
}
