package io.netledger.deploy.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class SlowDoorTest {

  @TempDir Path directory;

  @Test
  void letsBytesThroughInOrderAndBreaks() throws IOException {
    Path behind = directory.resolve("behind");
    Path place = directory.resolve("door");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(behind));
      try (var door = SlowDoor.at(place, behind, new SplittableRandom(7));
          var caller = SocketChannel.open(UnixDomainSocketAddress.of(place));
          var called = server.accept()) {
        for (String word : new String[] {"one ", "two ", "three"}) {
          caller.write(ByteBuffer.wrap(word.getBytes(UTF_8)));
        }
        assertThat(read(called, 13)).isEqualTo("one two three");
        called.write(ByteBuffer.wrap("four".getBytes(UTF_8)));
        assertThat(read(caller, 4)).isEqualTo("four");

        door.breakAll();
        assertThat(called.read(ByteBuffer.allocate(1))).as("the end").isEqualTo(-1);
        try (var again = SocketChannel.open(UnixDomainSocketAddress.of(place));
            var _ = server.accept()) {
          assertThat(again.isConnected()).isTrue();
        }
      }
    }
  }

  private static String read(SocketChannel from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      assertThat(from.read(bytes)).isPositive();
    }
    return new String(bytes.array(), UTF_8);
  }
}
