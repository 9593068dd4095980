package io.netledger.agent.netlink;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A test that plays the kernel: what it is asked is kept, what it shall answer is a function of the
 * question.
 */
public final class ScriptedKernel implements Port {

  public static final int PORT = 4711;

  private final BiConsumer<List<Message>, ScriptedKernel> script;
  private final Deque<Object> answers = new ArrayDeque<>();
  private final List<Message> asked = new ArrayList<>();

  /** Answers each send by what {@code script} adds. */
  public ScriptedKernel(BiConsumer<List<Message>, ScriptedKernel> script) {
    this.script = script;
  }

  /** Acknowledges whatever wants to be. */
  public static ScriptedKernel agreeing() {
    return new ScriptedKernel((sent, kernel) ->
        sent.stream()
            .filter(message -> (message.flags() & 4) != 0)
            .forEach(message -> kernel.error(message, 0)));
  }

  public List<Message> asked() {
    return asked;
  }

  public void answer(MessageWriter datagram) {
    answers.add(datagram.written());
  }

  /** A failed receive. */
  public void lose() {
    answers.add(new NetlinkError("receive", Libc.ENOBUFS, ""));
  }

  /** struct nlmsgerr for a request, capped. */
  public void error(Message request, int errno) {
    answer(
        new MessageWriter()
            .message(2, 0x100, request.sequence(), PORT, it -> head(it, request, errno)));
  }

  public void error(Message request, int errno, String text) {
    answer(
        new MessageWriter()
            .message(
                2,
                0x300,
                request.sequence(),
                PORT,
                it -> {
                  head(it, request, errno);
                  it.text(1, text);
                }));
  }

  private static void head(MessageWriter writer, Message request, int errno) {
    writer
        .put32(-errno)
        .put32(16 + request.payload().limit())
        .put16(request.type())
        .put16(request.flags())
        .put32(request.sequence())
        .put32(PORT);
  }

  @Override
  public int id() {
    return PORT;
  }

  @Override
  public void send(ByteBuffer messages) {
    List<Message> sent = Message.parse(messages);
    asked.addAll(sent);
    script.accept(sent, this);
  }

  @Override
  public ByteBuffer receive() {
    return switch (answers.poll()) {
      case ByteBuffer datagram -> datagram;
      case NetlinkError error -> throw error;
      case null, default ->
          throw new NetlinkError("receive", Libc.EAGAIN, "the script is at its end");
    };
  }

  @Override
  public void close() {}
}
