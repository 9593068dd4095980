package io.netledger.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What can be made again at any time, kept for each user: PostgreSQL's unpacked programs, and the
 * classes that JVMs have loaded.
 *
 * @param path absolute
 */
record CacheDirectory(Path path) {

  /**
   * The user's own; for who has no home, or borrows another's as sudo does, it lies beside the
   * data. (Root's PostgreSQL runs without root's privileges, so it cannot enter another's home.)
   */
  static CacheDirectory standard(Map<String, String> environment, DataDirectory data) {
    String home = environment.getOrDefault("HOME", "");
    if (!environment.containsKey("XDG_CACHE_HOME") && !isOurs(Path.of(home))) {
      return new CacheDirectory(data.path().resolve("cache"));
    }
    String caches = environment.getOrDefault("XDG_CACHE_HOME", home + "/.cache");
    return new CacheDirectory(Path.of(caches, "netledger").toAbsolutePath());
  }

  private static boolean isOurs(Path home) {
    try {
      return home.isAbsolute()
          && Files.getAttribute(home, "unix:uid")
              .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException _) {
      return false;
    }
  }

  /**
   * Where a JVM keeps the classes of {@code program} for the next start; another build has another
   * file.
   */
  Path archive(String program) {
    return path.resolve(JavaProgram.build() + "-" + program + ".jsa");
  }
}
