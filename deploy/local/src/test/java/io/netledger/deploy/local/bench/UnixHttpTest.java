package io.netledger.deploy.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that has written its answers before it is asked. */
@Timeout(20)
class UnixHttpTest {

  @TempDir private Path directory;
  private ServerSocketChannel server;

  @BeforeEach
  void listen() throws IOException {
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket()));
  }

  @AfterEach
  void end() throws IOException {
    server.close();
  }

  @Test
  void reads_answers_of_every_kind_from_one_connection() throws IOException {
    CompletableFuture<String> heard =
        answering(
            "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"
                + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n"
                + "HTTP/1.1 204 No Content\r\n\r\n"
                + "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno");

    try (var http = new UnixHttp(socket())) {
      assertThat(send(http)).isEqualTo(new UnixHttp.Response(200, "hello"));
      assertThat(send(http)).isEqualTo(new UnixHttp.Response(200, "abc0123456789"));
      assertThat(send(http)).isEqualTo(new UnixHttp.Response(204, ""));
      assertThat(send(http)).isEqualTo(new UnixHttp.Response(404, "no"));
    }
    assertThat(heard.join())
        .startsWith("POST /networks/create HTTP/1.1\r\nHost: ")
        .contains("\r\nContent-Length: 2\r\n\r\n{}POST");
  }

  @Test
  void says_that_a_body_was_cut_off() throws IOException {
    var _ = answering("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello");

    try (var http = new UnixHttp(socket())) {
      assertThatThrownBy(() -> send(http)).isInstanceOf(EOFException.class);
    }
  }

  private Path socket() {
    return directory.resolve("s");
  }

  private static UnixHttp.Response send(UnixHttp http) throws IOException {
    return http.send("POST", "/networks/create", "application/json", "{}".getBytes(UTF_8));
  }

  /** Sends all answers at once; completes with all that was heard until the client hangs up. */
  private CompletableFuture<String> answering(String answers) {
    return CompletableFuture.supplyAsync(() -> {
      try (SocketChannel client = server.accept()) {
        client.write(ByteBuffer.wrap(answers.getBytes(UTF_8)));
        client.shutdownOutput();
        ByteBuffer heard = ByteBuffer.allocate(1 << 16);
        while (client.read(heard) >= 0) {
          assertThat(heard.hasRemaining()).isTrue();
        }
        return new String(heard.array(), 0, heard.position(), UTF_8);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    });
  }
}
