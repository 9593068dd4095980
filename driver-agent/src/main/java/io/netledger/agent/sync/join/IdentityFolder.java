package io.netledger.agent.sync.join;

import io.netledger.identity.Credentials;
import io.netledger.identity.PrivateFile;
import io.netledger.identity.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a host keeps who it is, across boots: {@code host.pem} with its certificate and the key of
 * that, {@code ca.pem} with the authority's certificate, and while it joins {@code joining.pem}.
 */
public record IdentityFolder(Path path) {

  /** Whether the host has joined. */
  public boolean isThere() {
    return Files.exists(host()) && Files.exists(authority());
  }

  /**
   * What it shows on TCP.
   *
   * @throws IOException if the files are not as expected
   */
  public Credentials credentials() throws IOException {
    return Credentials.load(new TlsFiles(host(), host(), authority()));
  }

  /** The key to join with: that of a join whose answer may have been lost, or a fresh one. */
  HostKey joiningKey() throws IOException {
    if (Files.exists(joining())) {
      try {
        return HostKey.parse(Files.readString(joining()));
      } catch (IllegalArgumentException e) {
        throw new IOException(joining() + " has " + e.getMessage(), e);
      }
    }
    HostKey fresh = HostKey.fresh();
    PrivateFile.write(joining(), fresh.pem());
    return fresh;
  }

  /** From now on the host is who the certificate says. */
  void store(HostKey key, String certificate, String authority) throws IOException {
    PrivateFile.write(authority(), authority);
    PrivateFile.write(host(), key.privatePem() + certificate);
    Files.deleteIfExists(joining());
  }

  private Path host() {
    return path.resolve("host.pem");
  }

  private Path authority() {
    return path.resolve("ca.pem");
  }

  private Path joining() {
    return path.resolve("joining.pem");
  }
}
