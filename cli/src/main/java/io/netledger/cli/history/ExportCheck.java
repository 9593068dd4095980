package io.netledger.cli.history;

import io.netledger.cli.archive.DamagedExport;
import io.netledger.cli.archive.ExportReader;
import io.netledger.cli.archive.Extent;
import io.netledger.cli.session.Failure;
import io.netledger.cli.session.Session;
import io.netledger.proof.Checkpoint;
import io.netledger.proof.NoteKey;
import io.netledger.proof.SignedNote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Checks a whole export, without any service. */
final class ExportCheck {

  private final Session session;
  private final Path file;

  ExportCheck(Session session, Path file) {
    this.session = session;
    this.file = file;
  }

  /**
   * The logs in the file, every line of which is as it was written.
   *
   * @throws Failure with the line that is not
   */
  List<Extent> extents() {
    try (ExportReader reader = ExportReader.open(file)) {
      long events = reader.extents().stream().mapToLong(Extent::events).sum();
      Meter meter = new Meter(session, "checking " + file, events);
      while (reader.next().isPresent()) {
        meter.step();
      }
      return reader.extents();
    } catch (IOException e) {
      throw Failure.refused("cannot read " + file + ": " + e);
    } catch (DamagedExport e) {
      throw Failure.refused(file + ": " + e.getMessage());
    }
  }

  /**
   * Who has signed what the log was at the end of an extent; in words.
   *
   * @param keys that were kept; none: the signature is not looked at
   * @throws Failure if none of the keys has signed it
   */
  String signed(Extent extent, List<NoteKey> keys) {
    if (keys.isEmpty()) {
      return "its signature was not looked at: give --signed-by";
    }
    if (extent.checkpoint().isEmpty()) {
      throw Failure.refused(file + ": the log of " + extent.service() + " is not signed");
    }
    SignedNote note;
    try {
      note = SignedNote.parse(extent.checkpoint());
    } catch (IllegalArgumentException e) {
      throw Failure.refused(file + ": " + e.getMessage());
    }
    NoteKey signer = KeptCheckpoints.signer(note, keys);
    Checkpoint signed = KeptCheckpoints.checkpoint(note);
    boolean same =
        signed.size() == extent.to()
            && signed.root().equals(extent.root())
            && signed.origin().equals("netledger/" + extent.service());
    if (!same) {
      throw Failure.refused(
          "%s: the checkpoint of %s is of another log: %s r%d"
              .formatted(file, extent.service(), signed.origin(), signed.size()));
    }
    return "signed by " + signer;
  }
}
