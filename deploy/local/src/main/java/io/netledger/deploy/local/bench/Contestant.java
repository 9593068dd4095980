package io.netledger.deploy.local.bench;

import java.util.List;

/** One of the two that are compared. */
interface Contestant {

  /** As it is called in the report. */
  String name();

  /** A connection for one more caller. */
  Engine caller();

  /** What to put before a command so that it runs in the network of the host. */
  List<String> onHost();

  /** What to put before a command so that it runs in the network of a sandbox. */
  List<String> inSandbox(String name);
}
