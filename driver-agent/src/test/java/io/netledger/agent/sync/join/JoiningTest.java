package io.netledger.agent.sync.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netledger.identity.Credentials;
import io.netledger.identity.Fingerprint;
import io.netledger.identity.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host's first certificate. */
@Timeout(60)
class JoiningTest {

  @TempDir Path directory;

  private SignerByHand signer;
  private IdentityFolder folder;

  @BeforeEach
  void begin() throws IOException {
    signer = new SignerByHand(directory, Duration.ofHours(1));
    folder = new IdentityFolder(directory.resolve("identity"));
  }

  @AfterEach
  void end() {
    signer.close();
  }

  @Test
  void isAskedForOnceWithAKeyThatStaysHere() throws IOException {
    Credentials own = Joining.credentials("alpha", folder, Optional.of(signer.ticket()));
    assertThat(own.identity()).isEqualTo(new Identity.Host("alpha"));
    assertThat(own.certificate().getPublicKey()).isEqualTo(signer.signed.getFirst());
    for (String file : new String[] {"host.pem", "ca.pem"}) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.path().resolve(file))))
          .isEqualTo("rw-------");
    }
    assertThat(folder.path()).isDirectoryNotContaining("glob:**joining.pem");

    JoinTicket spent = signer.ticket();
    signer.close();
    assertThat(Joining.credentials("alpha", folder, Optional.of(spent)).certificate())
        .isEqualTo(own.certificate());
    assertThat(Joining.credentials("alpha", folder, Optional.empty()).certificate())
        .isEqualTo(own.certificate());
  }

  @Test
  void isAskedForAgainWithTheSameKeyWhenTheAnswerWasLost() throws IOException {
    String before = folder.joiningKey().pem();
    assertThat(folder.joiningKey().pem()).isEqualTo(before);
    Credentials own = Joining.credentials("alpha", folder, Optional.of(signer.ticket()));
    assertThat(own.certificate().getPublicKey())
        .isEqualTo(HostKey.parse(before).pair().getPublic());
  }

  @Test
  void isTakenFromTheRightAuthorityOnly() {
    var astray = new JoinTicket(signer.ticket().address(), "token", Fingerprint.of(new byte[] {1}));
    assertThatThrownBy(() -> Joining.credentials("alpha", folder, Optional.of(astray)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot join at tcp:127.0.0.1:")
        .hasMessageContaining("the authority's fingerprint is " + signer.authority.fingerprint());
    assertThat(signer.signed).as("the token is told to nobody else").isEmpty();
    assertThat(astray.toString()).doesNotContain("token,");
  }

  @Test
  void isOfThisHostOnly() throws IOException {
    Joining.credentials("alpha", folder, Optional.of(signer.ticket()));
    assertThatThrownBy(() -> Joining.credentials("beta", folder, Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is of host/alpha; expected host/beta");
  }

  @Test
  void isMissedWithWhatToDo() {
    assertThatThrownBy(() -> Joining.credentials("alpha", folder, Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("netledger host token create");
  }
}
