package io.netledger.deploy.local.bench;

/** One of the two that are compared. */
interface Contestant {

  /** As it is called in the report. */
  String name();

  /** A connection for one more caller. */
  Engine caller();
}
