package io.netledger.eventstore.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which PostgreSQL a service stores in. Prints itself without the password, so it may be logged.
 */
public sealed interface DatabaseUrl {

  /**
   * A server that comes with Netledger and lives in {@code directory}. Written {@code
   * embedded:<directory>}.
   *
   * @param directory absolute; made if missing
   */
  record Embedded(Path directory) implements DatabaseUrl {
    @Override
    public String toString() {
      return EMBEDDED + directory;
    }
  }

  /**
   * A database on a server that runs anyway. Written {@code jdbc:postgresql://host:port/database},
   * with PostgreSQL's JDBC parameters.
   *
   * @param jdbcUrl without user and password
   */
  record Server(String jdbcUrl, Optional<String> user, Optional<Password> password)
      implements DatabaseUrl {
    @Override
    public String toString() {
      return user.map(name -> jdbcUrl + " as " + name).orElse(jdbcUrl);
    }
  }

  /** How an embedded server's url starts. */
  String EMBEDDED = "embedded:";

  /** How another server's url starts. */
  String JDBC = "jdbc:postgresql:";

  /**
   * The place that {@code url} names. The JDBC parameters {@code user} and {@code password} may be
   * in it.
   *
   * @throws IllegalArgumentException if it has neither form; the message does not repeat the url's
   *     parameters
   */
  static DatabaseUrl parse(String url) {
    if (url.startsWith(EMBEDDED) && url.length() > EMBEDDED.length()) {
      return new Embedded(Path.of(url.substring(EMBEDDED.length())).toAbsolutePath().normalize());
    }
    if (url.startsWith(JDBC + "//")) {
      return server(url);
    }
    throw new IllegalArgumentException(
        "a database url is embedded:<directory> or jdbc:postgresql://<host>:<port>/<database>, not "
            + withoutParameters(url));
  }

  /** As {@link #parse(String)}; a user or password file given here goes before those in the url. */
  static DatabaseUrl parse(String url, Optional<String> user, Optional<Path> passwordFile) {
    return switch (parse(url)) {
      case Embedded embedded when user.isEmpty() && passwordFile.isEmpty() -> embedded;
      case Embedded embedded ->
          throw new IllegalArgumentException(
              embedded + " makes its own users and passwords: give it none");
      case Server(var jdbcUrl, var urlUser, var urlPassword) ->
          new Server(
              jdbcUrl,
              user.or(() -> urlUser),
              passwordFile.map(Password::in).or(() -> urlPassword));
    };
  }

  private static Server server(String url) {
    Optional<String> user = Optional.empty();
    Optional<Password> password = Optional.empty();
    List<String> others = new ArrayList<>();
    int question = url.indexOf('?');
    String parameters = question < 0 ? "" : url.substring(question + 1);
    for (String parameter : parameters.split("&", -1)) {
      if (parameter.startsWith("user=")) {
        user = Optional.of(valueOf(parameter));
      } else if (parameter.startsWith("password=")) {
        password = Optional.of(Password.of(valueOf(parameter)));
      } else if (!parameter.isEmpty()) {
        others.add(parameter);
      }
    }
    String place = withoutParameters(url);
    return new Server(
        others.isEmpty() ? place : place + "?" + String.join("&", others), user, password);
  }

  private static String valueOf(String parameter) {
    return URLDecoder.decode(parameter.substring(parameter.indexOf('=') + 1), UTF_8);
  }

  private static String withoutParameters(String url) {
    return url.split("\\?", 2)[0];
  }
}
