package io.netledger.cli.archive;

/** A file is not as it was written; the message names the line. */
public final class DamagedExport extends Exception {

  private static final long serialVersionUID = 1L;

  DamagedExport(long line, String message) {
    super("line " + line + ": " + message);
  }
}
