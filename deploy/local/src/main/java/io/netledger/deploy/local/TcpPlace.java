package io.netledger.deploy.local;

import io.netledger.wire.WireAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where network-service is called on TCP: it is written down, so that each start is like the last.
 *
 * @param service for whoever has a certificate
 * @param door for hosts that join: the port after that
 */
record TcpPlace(WireAddress.Tcp service, WireAddress.Tcp door) {

  /**
   * The place that {@code word} spells: "HOST:PORT".
   *
   * @throws IllegalArgumentException with what was expected
   */
  static TcpPlace parse(String word) {
    if (WireAddress.parse("tcp:" + word) instanceof WireAddress.Tcp service && service.port() > 0) {
      return new TcpPlace(service, new WireAddress.Tcp(service.host(), service.port() + 1));
    }
    throw new IllegalArgumentException("\"" + word + "\"; expected HOST:PORT");
  }

  /** That of the last start. */
  static Optional<TcpPlace> in(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(parse(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new Failure(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  void write(Path file) {
    try {
      Files.writeString(file, service.toString().substring("tcp:".length()) + "\n");
    } catch (IOException e) {
      throw new Failure(file + " cannot be written", e);
    }
  }

  /** That of one of several network-services: each has two ports more than the one before. */
  TcpPlace ofReplica(int number) {
    int further = 2 * (number - 1);
    return new TcpPlace(
        new WireAddress.Tcp(service.host(), service.port() + further),
        new WireAddress.Tcp(door.host(), door.port() + further));
  }

  /** What network-service is started with beside its other options. */
  List<String> options(Certificates certificates) {
    String own = certificates.service(Programs.NETWORK_SERVICE).toString();
    return List.of(
        "--listen", service.toString(),
        "--tls-cert", own,
        "--tls-key", own,
        "--tls-ca", certificates.authority().toString(),
        "--join-listen", door.toString(),
        "--ca-key", certificates.authorityKey().toString());
  }
}
