package io.netledger.cli.session;

import picocli.CommandLine.Option;

/** What every command takes whose change can be tried without being made. */
public final class Rehearsed {

  @Option(
      names = {"--dry-run", "--validate-only"},
      description = "Check everything and say what would be; change nothing")
  private boolean only;

  /** Nothing is to be changed. */
  public boolean only() {
    return only;
  }
}
