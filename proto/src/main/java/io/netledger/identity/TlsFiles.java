package io.netledger.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a process's certificate is, its private key, and the certificates of those whose word it
 * takes. All are PEM; the first two may be one file.
 *
 * @param certificate the certificate, then those between it and the authority's, if any
 * @param key as PKCS #8, not encrypted
 * @param authority the certificate of the authority; of several while one follows another
 */
public record TlsFiles(Path certificate, Path key, Path authority) {

  /**
   * Files that are given all or none.
   *
   * @param options how each is given, for the complaint: "--tls-cert, --tls-key and --tls-ca"
   * @throws IllegalArgumentException if some are missing
   */
  public static Optional<TlsFiles> of(
      Optional<Path> certificate, Optional<Path> key, Optional<Path> authority, String options) {
    if (certificate.isEmpty() && key.isEmpty() && authority.isEmpty()) {
      return Optional.empty();
    }
    if (certificate.isEmpty() || key.isEmpty() || authority.isEmpty()) {
      throw new IllegalArgumentException(options + " belong together; expected all or none");
    }
    return Optional.of(new TlsFiles(certificate.get(), key.get(), authority.get()));
  }

  /** What changes when one of the files is replaced. */
  List<FileTime> times() throws IOException {
    List<FileTime> times = new ArrayList<>();
    for (Path file : List.of(certificate, key, authority)) {
      times.add(Files.getLastModifiedTime(file));
    }
    return times;
  }
}
