package io.netledger.agent.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Messages are … */
class MessageWriterTest {

  @Test
  void writtenAsTheKernelReadsThem() {
    var writer =
        new MessageWriter()
            .message(0x10, 0x605, 7, 9, it -> it.text(3, "lo").nested(18, in -> in.big32(1, 258)));
    assertThat(ByteOrder.nativeOrder()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(HexFormat.of().formatHex(bytes(writer)))
        .isEqualTo(
            "24000000" // length: 36
                + "1000" // type
                + "0506" // flags
                + "07000000" // sequence
                + "09000000" // port
                + "07000300" // 7 bytes of type 3
                + "6c6f0000" // "lo", zero, filled up
                + "0c001280" // 12 bytes of type 18, nested
                + "08000100" // 8 bytes of type 1
                + "00000102"); // big-endian
  }

  @Test
  void readAsTheyWereWritten() {
    var writer =
        new MessageWriter()
            .message(
                1,
                2,
                3,
                4,
                it ->
                    it.put32(0)
                        .u8(1, 200)
                        .u16(2, 3)
                        .u32(3, -1)
                        .big16(4, 0x0102)
                        .big64(5, 1L << 40)
                        .flag(6)
                        .text(7, "größer"));
    Message message = Message.parse(writer.written()).getFirst();
    Attributes it = message.attributesAfter(4);
    assertThat(it.u8(1)).hasValue(200);
    assertThat(it.u32(3)).hasValue(-1);
    assertThat(it.bytes(4)).hasValue(new byte[] {1, 2});
    assertThat(it.big64(5)).isEqualTo(1L << 40);
    assertThat(it.has(6)).isTrue();
    assertThat(it.has(8)).isFalse();
    assertThat(it.text(7)).hasValue("größer");
    assertThat(it.u32(1)).as("too short for a number of 32 bits").isEmpty();
  }

  @Test
  void refusedWhenAnAttributeIsTooLong() {
    var writer = new MessageWriter();
    assertThatThrownBy(
            () -> writer.nested(3, it -> it.bytes(1, new byte[40_000]).bytes(1, new byte[40_000])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 65535");
    assertThatThrownBy(() -> writer.bytes(1, new byte[65_532]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readWithoutHarmWhateverTheBytesAre() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(80)];
      random.nextBytes(noise);
      ByteBuffer buffer = ByteBuffer.wrap(noise).order(ByteOrder.nativeOrder());
      if (noise.length > 16) {
        buffer.putInt(0, 16 + random.nextInt(noise.length - 15));
      }
      List<Message> messages = Message.parse(buffer);
      assertThat(messages)
          .as("seed " + seed)
          .allSatisfy(it -> it.attributesAfter(random.nextInt(20)).all().forEach(a -> a.nested()));
    }
  }

  private static byte[] bytes(MessageWriter writer) {
    byte[] bytes = new byte[writer.length()];
    writer.written().get(bytes);
    return bytes;
  }
}
