package io.netledger.deploy.local.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Locale;

/**
 * HTTP/1.1 (RFC 9112) over one UNIX socket that is kept open, one call at a time: as much of it as
 * Docker's API answers with. The JDK's client has no UNIX sockets.
 */
final class UnixHttp implements AutoCloseable {

  private final SocketChannel socket;
  private final InputStream input;

  UnixHttp(Path path) throws IOException {
    socket = SocketChannel.open(StandardProtocolFamily.UNIX);
    socket.connect(UnixDomainSocketAddress.of(path));
    input = new BufferedInputStream(Channels.newInputStream(socket), 1 << 16);
  }

  /** A status line's number, and the whole body. */
  record Response(int status, String body) {}

  Response send(String method, String target, String contentType, byte[] body) throws IOException {
    String head =
        """
        %s %s HTTP/1.1\r
        Host: docker\r
        Content-Type: %s\r
        Content-Length: %d\r
        \r
        """
            .formatted(method, target, contentType, body.length);
    byte[] bytes = head.getBytes(ISO_8859_1);
    ByteBuffer request = ByteBuffer.allocate(bytes.length + body.length).put(bytes).put(body);
    request.flip();
    while (request.hasRemaining()) {
      socket.write(request);
    }
    return receive();
  }

  private Response receive() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    boolean chunked = false;
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
      }
    }
    return new Response(status, new String(chunked ? chunks() : exactly(length), UTF_8));
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.write(exactly(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = input.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the connection ended inside a body");
    }
    return bytes;
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream(64);
    for (int octet = input.read(); octet != '\n'; octet = input.read()) {
      if (octet < 0) {
        throw new EOFException("the connection ended inside a head");
      }
      line.write(octet);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
