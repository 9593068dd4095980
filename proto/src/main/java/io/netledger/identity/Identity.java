package io.netledger.identity;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a certificate names: the one subject alternative name that is a URI of ours, {@code
 * netledger://client/alice}. Printed as {@code client/alice}.
 */
public sealed interface Identity {

  /** A person or a program that asks for networks. */
  record Client(String name) implements Identity {

    public Client {
      check(name);
    }

    @Override
    public String toString() {
      return "client/" + name;
    }
  }

  /** The driver-agent of one host. */
  record Host(String name) implements Identity {

    public Host {
      check(name);
    }

    @Override
    public String toString() {
      return "host/" + name;
    }
  }

  /** A service of ours: "network-service". */
  record Service(String name) implements Identity {

    public Service {
      check(name);
    }

    @Override
    public String toString() {
      return "service/" + name;
    }
  }

  Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,63}");

  Pattern WORD = Pattern.compile("(client|host|service)/(.*)");

  /** What stands before {@code client/alice} in a certificate. */
  String SCHEME = "netledger://";

  /** Type of a subject alternative name that is a URI (RFC 5280, GeneralName). */
  int URI_NAME = 6;

  private static void check(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name \"" + name + "\"; expected [a-zA-Z0-9][a-zA-Z0-9_.-]*, at most 64 characters");
    }
  }

  /** As it stands in a certificate. */
  default String uri() {
    return SCHEME + this;
  }

  /**
   * The identity that {@code word} spells: "client/alice", "host/h1", "service/network-service".
   *
   * @throws IllegalArgumentException with the word and what was expected
   */
  static Identity parse(String word) {
    Matcher parts = WORD.matcher(word);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "\"" + word + "\" is no identity; expected client/NAME, host/NAME or service/NAME");
    }
    String name = parts.group(2);
    return switch (parts.group(1)) {
      case "client" -> new Client(name);
      case "host" -> new Host(name);
      default -> new Service(name);
    };
  }

  /** Whom the certificate names; empty: nobody, or more than one. */
  static Optional<Identity> of(X509Certificate certificate) {
    List<String> ours = uris(certificate).stream().filter(uri -> uri.startsWith(SCHEME)).toList();
    if (ours.size() != 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(ours.getFirst().substring(SCHEME.length())));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static List<String> uris(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> Integer.valueOf(URI_NAME).equals(name.getFirst()))
              .map(name -> String.valueOf(name.getLast()))
              .toList();
    } catch (CertificateParsingException _) {
      return List.of();
    }
  }
}
