package io.netledger.deploy.local.bench;

/**
 * Docker's network commands, over a connection of one caller that is open and warm. Every method
 * returns when the answer is there, and throws {@link IllegalStateException} on a refusal.
 */
interface Engine extends AutoCloseable {

  /** Makes a running container or a sandbox. */
  void sandbox(String name);

  /**
   * Makes a sandbox on a network, with a port that is published under the same number at all of the
   * host's addresses.
   *
   * @return its address on the network
   */
  String publish(String network, String sandbox, int port);

  void create(String network);

  /** Makes a network over many hosts. */
  void overlay(String network);

  void remove(String network);

  /** Returns when packets can flow. */
  void connect(String network, String sandbox);

  /** Returns when the interface is gone. */
  void disconnect(String network, String sandbox);

  /** One network with its endpoints. */
  void inspect(String network);

  /** All networks. */
  void list();

  @Override
  void close();
}
