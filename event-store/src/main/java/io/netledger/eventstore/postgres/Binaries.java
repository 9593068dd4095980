package io.netledger.eventstore.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked.
 *
 * @param directory with bin, lib and share
 */
record Binaries(Path directory) {

  /**
   * The programs for this machine, in a directory below {@code parent} that is named after their
   * archive. Unpacked once; who comes second, even at the same time, finds them whole.
   */
  static Binaries unpackedIn(Path parent) {
    URL archive = archive();
    try {
      Path directory = parent.resolve("postgresql-" + versionOf(archive.openConnection()));
      if (!Files.isDirectory(directory)) {
        Path draft = Files.createTempDirectory(parent, "unpacking-");
        unpack(archive, draft);
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
        settle(draft, directory);
      }
      return new Binaries(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL cannot be unpacked into " + parent, e);
    }
  }

  /** The path of {@code initdb}, {@code postgres} or {@code pg_ctl}. */
  String program(String name) {
    return directory.resolve("bin").resolve(name).toString();
  }

  private static URL archive() {
    String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String name =
        switch (architecture) {
          case "amd64", "x86_64" -> "postgres-linux-x86_64.txz";
          case "aarch64", "arm64" -> "postgres-linux-arm_64.txz";
          default ->
              throw new IllegalStateException(
                  "no PostgreSQL is brought along for "
                      + architecture
                      + ": give a jdbc:postgresql:// url");
        };
    URL archive = Binaries.class.getResource("/" + name);
    if (archive == null) {
      throw new IllegalStateException(
          name + " is not on the class path: io.zonky.test.postgres is missing");
    }
    return archive;
  }

  /** The archive's checksum as its jar has it: another release is another directory. */
  private static String versionOf(URLConnection archive) throws IOException {
    return archive instanceof JarURLConnection jar
        ? Long.toHexString(jar.getJarEntry().getCrc())
        : Long.toHexString(archive.getContentLengthLong());
  }

  private static void unpack(URL archive, Path directory) throws IOException {
    var tar =
        new ProcessBuilder("tar", "-x", "--no-same-owner", "-C", directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var from = new XZInputStream(archive.openStream());
        var to = tar.getOutputStream()) {
      from.transferTo(to);
    }
    try {
      if (tar.waitFor() != 0) {
        throw new IOException("tar ended with " + tar.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while unpacking", e);
    }
  }

  private static void settle(Path draft, Path directory) throws IOException {
    try {
      Files.move(draft, directory);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
      PrivateFiles.delete(draft);
    }
  }
}
