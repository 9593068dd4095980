package io.netledger.cli.history;

import io.netledger.cli.session.Failure;
import io.netledger.proof.Checkpoint;
import io.netledger.proof.NoteKey;
import io.netledger.proof.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checkpoints and keys that somebody has kept in files. */
final class KeptCheckpoints {

  private KeptCheckpoints() {}

  /** The signed notes in a file. */
  static List<SignedNote> notes(String file) {
    try {
      return SignedNote.parseAll(Files.readString(Path.of(file)));
    } catch (IOException e) {
      throw Failure.refused("cannot read " + file + ": " + e);
    } catch (IllegalArgumentException e) {
      throw Failure.refused(file + ": " + e.getMessage());
    }
  }

  /** The checkpoint of a log among notes. */
  static Optional<SignedNote> of(Log log, List<SignedNote> notes) {
    return notes.stream()
        .filter(note -> checkpoint(note).origin().equals(log.origin()))
        .findFirst();
  }

  static Checkpoint checkpoint(SignedNote note) {
    try {
      return Checkpoint.parse(note.text());
    } catch (IllegalArgumentException e) {
      throw Failure.refused(String.valueOf(e.getMessage()));
    }
  }

  /** The keys in a file, a line each; or the key that the word itself is. */
  static List<NoteKey> keys(String word) {
    try {
      Path file = Path.of(word);
      return Files.exists(file)
          ? Files.readString(file).lines().map(NoteKey::parse).toList()
          : List.of(NoteKey.parse(word));
    } catch (IOException e) {
      throw Failure.refused("cannot read " + word + ": " + e);
    } catch (IllegalArgumentException e) {
      throw Failure.refused("--signed-by: " + e.getMessage());
    }
  }

  /**
   * The key that has signed the note.
   *
   * @throws Failure if none of the keys has
   */
  static NoteKey signer(SignedNote note, List<NoteKey> keys) {
    return keys.stream()
        .filter(key -> key.hasSigned(note))
        .findFirst()
        .orElseThrow(() ->
            Failure.refused(
                "the checkpoint of "
                    + checkpoint(note).origin()
                    + " is not signed by the key that was given"));
  }
}
