package io.netledger.agent.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Writes netlink messages one behind the other. Numbers are in host order unless a name says {@code
 * big} (nf_tables wants big-endian); headers, messages and attributes start at multiples of four.
 */
public final class MessageWriter {

  private static final int MESSAGE_HEADER = 16;
  private static final int ATTRIBUTE_HEADER = 4;
  private static final int NESTED = 0x8000;
  private static final int LONGEST_ATTRIBUTE = 0xffff;

  private ByteBuffer buffer = ByteBuffer.allocate(1024).order(ByteOrder.nativeOrder());

  /** What was written, ready to be read. */
  public ByteBuffer written() {
    return buffer.duplicate().order(ByteOrder.nativeOrder()).flip();
  }

  public int length() {
    return buffer.position();
  }

  /** Appends a whole message: struct nlmsghdr and what {@code body} writes. */
  public MessageWriter message(
      int type, int flags, int sequence, int port, Consumer<MessageWriter> body) {
    int start = buffer.position();
    room(MESSAGE_HEADER);
    buffer.putInt(0).putShort((short) type).putShort((short) flags).putInt(sequence).putInt(port);
    body.accept(this);
    buffer.putInt(start, buffer.position() - start);
    return this;
  }

  public MessageWriter put8(int value) {
    room(1);
    buffer.put((byte) value);
    return this;
  }

  public MessageWriter put16(int value) {
    room(2);
    buffer.putShort((short) value);
    return this;
  }

  public MessageWriter putBig16(int value) {
    return put8(value >>> 8).put8(value);
  }

  public MessageWriter put32(int value) {
    room(4);
    buffer.putInt(value);
    return this;
  }

  /** An attribute without a value: its presence is the message. */
  public MessageWriter flag(int type) {
    return bytes(type, new byte[0]);
  }

  public MessageWriter u8(int type, int value) {
    return bytes(type, new byte[] {(byte) value});
  }

  public MessageWriter u16(int type, int value) {
    header(type, 2).putShort((short) value);
    return align();
  }

  public MessageWriter u32(int type, int value) {
    header(type, 4).putInt(value);
    return this;
  }

  public MessageWriter big16(int type, int value) {
    return bytes(type, new byte[] {(byte) (value >>> 8), (byte) value});
  }

  public MessageWriter big32(int type, int value) {
    header(type, 4).order(ByteOrder.BIG_ENDIAN).putInt(value);
    buffer.order(ByteOrder.nativeOrder());
    return this;
  }

  public MessageWriter big64(int type, long value) {
    header(type, 8).order(ByteOrder.BIG_ENDIAN).putLong(value);
    buffer.order(ByteOrder.nativeOrder());
    return this;
  }

  /** Text with the closing zero byte that the kernel expects. */
  public MessageWriter text(int type, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    header(type, bytes.length + 1).put(bytes).put((byte) 0);
    return align();
  }

  public MessageWriter bytes(int type, byte[] value) {
    header(type, value.length).put(value);
    return align();
  }

  /** An attribute that holds attributes. At most 64 KiB: the length has 16 bits. */
  public MessageWriter nested(int type, Consumer<MessageWriter> content) {
    int start = buffer.position();
    header(type | NESTED, 0);
    content.accept(this);
    int length = buffer.position() - start;
    if (length > LONGEST_ATTRIBUTE) {
      throw new IllegalArgumentException(
          "attribute " + type + " has " + length + " bytes, at most " + LONGEST_ATTRIBUTE + " fit");
    }
    buffer.putShort(start, (short) length);
    return this;
  }

  private ByteBuffer header(int type, int length) {
    if (length > LONGEST_ATTRIBUTE - ATTRIBUTE_HEADER) {
      throw new IllegalArgumentException("attribute " + type + " has " + length + " bytes");
    }
    room(ATTRIBUTE_HEADER + length + 3);
    return buffer.putShort((short) (ATTRIBUTE_HEADER + length)).putShort((short) type);
  }

  private MessageWriter align() {
    while (buffer.position() % 4 != 0) {
      buffer.put((byte) 0);
    }
    return this;
  }

  private void room(int bytes) {
    if (buffer.remaining() < bytes) {
      int capacity = Math.max(buffer.capacity() * 2, buffer.position() + bytes);
      buffer = ByteBuffer.allocate(capacity).order(ByteOrder.nativeOrder()).put(buffer.flip());
    }
  }
}
