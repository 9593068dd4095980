package io.netledger.cli.session;

import picocli.CommandLine.Option;

/** What every command takes that changes or removes one thing which may have changed meanwhile. */
public final class Compared {

  @Option(
      names = "--etag",
      paramLabel = "ETAG",
      description =
          "Only if the thing's etag is still this one, as inspect --format {{.Etag}} shows it")
  private String etag = "";

  /** Empty: do not compare. */
  public String etag() {
    return etag;
  }
}
