package io.netledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes are those of C2SP's signed-note, which others read and write. */
class SignedNoteTest {

  /** From the specification. */
  private static final NoteKey EXAMPLE =
      NoteKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");

  private static final String NOTE =
      """
      This is an example message.

      — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
      """;

  @TempDir private Path folder;

  @Test
  void readsTheNoteOfTheSpecification() {
    SignedNote note = SignedNote.parse(NOTE);
    assertThat(note.text()).isEqualTo("This is an example message.\n");
    assertThat(note).hasToString(NOTE);
    assertThat(EXAMPLE.hasSigned(note)).isTrue();
    assertThat(EXAMPLE)
        .hasToString("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    assertThat(EXAMPLE.hasSigned(SignedNote.parse(NOTE.replace("an example", "the example"))))
        .isFalse();
  }

  @Test
  void signsCheckpointsThatOnlyItsKeyHasSigned() throws IOException {
    Path file = folder.resolve("checkpoint.key");
    NoteSigner signer = NoteSigner.in(file, "netledger/network-service");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Checkpoint checkpoint = new Checkpoint("netledger/network-service", 17, Hash.NONE);
    SignedNote note = signer.sign(checkpoint.text());
    assertThat(note.text())
        .isEqualTo("netledger/network-service\n17\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");

    NoteKey known = NoteKey.parse(signer.key().toString());
    assertThat(known.hasSigned(SignedNote.parse(note.toString()))).isTrue();
    assertThat(Checkpoint.parse(note.text())).isEqualTo(checkpoint);
    NoteSigner again = NoteSigner.in(file, "netledger/network-service");
    assertThat(again.key()).isEqualTo(signer.key());
    NoteSigner other = NoteSigner.in(folder.resolve("other.key"), "netledger/network-service");
    assertThat(other.key().hasSigned(note)).isFalse();
  }

  @Test
  void readsSeveralNotesOfAFile() {
    assertThat(SignedNote.parseAll(NOTE + NOTE.replace("message", "text")))
        .extracting(SignedNote::text)
        .isEqualTo(List.of("This is an example message.\n", "This is an example text.\n"));
  }

  @Test
  void refusesWhatIsNoNote() {
    assertThatThrownBy(() -> SignedNote.parse("a\n\n")).hasMessageContaining("is missing");
    assertThatThrownBy(() -> SignedNote.parse("a\n— b c\n")).hasMessageContaining("is missing");
    assertThatThrownBy(() -> SignedNote.parse("a\n\n— b\n")).hasMessageContaining("\"— b\"");
    assertThatThrownBy(() -> NoteKey.parse("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54I"))
        .hasMessageContaining("NAME+ID+KEY");
    assertThatThrownBy(() -> Checkpoint.parse("a\n1\n")).hasMessageContaining("this has 2");
    assertThatThrownBy(() -> Checkpoint.parse("a\n01\nAAAA\n")).hasMessageContaining("\"01\"");
    assertThatThrownBy(() -> Checkpoint.parse("a\n1\nAAAA\n")).hasMessageContaining("32 bytes");
  }
}
