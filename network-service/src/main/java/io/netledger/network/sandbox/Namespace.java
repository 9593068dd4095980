package io.netledger.network.sandbox;

/** Where the network namespace of a sandbox comes from. */
public sealed interface Namespace {

  /** The agent makes one. */
  record Made() implements Namespace {}

  /** One that is there, by its file on the host. */
  record AtPath(String path) implements Namespace {}

  /** One that is there, by a process in it. */
  record OfProcess(int pid) implements Namespace {}

  /** The host's own. */
  record OfHost() implements Namespace {}
}
