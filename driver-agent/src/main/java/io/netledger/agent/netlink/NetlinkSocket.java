package io.netledger.agent.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Questions to the kernel and its answers, over one {@link Port}. Answers are matched by sequence
 * number and port; everything else is dropped. Safe for several threads, which take turns.
 *
 * <p>A batch asks for the acknowledgement of its last message only, because the kernel reports
 * errors unasked and thousands of acknowledgements would overflow the socket.
 */
public final class NetlinkSocket implements AutoCloseable {

  public static final int NETLINK_ROUTE = 0;
  public static final int NETLINK_NETFILTER = 12;

  private static final int NLMSG_ERROR = 2;
  private static final int NLMSG_DONE = 3;
  private static final int REQUEST = 0x01;
  private static final int ACK = 0x04;
  private static final int DUMP_INTERRUPTED = 0x10;
  private static final int DUMP = 0x300;
  private static final int CAPPED = 0x100;
  private static final int HAS_ATTRIBUTES = 0x200;
  private static final int NLMSGERR_ATTR_MSG = 1;

  private static final int CHUNK = 64 << 10;
  private static final int DUMP_ATTEMPTS = 20;

  private final Port port;
  private int sequence;

  public NetlinkSocket(Port port) {
    this.port = port;
  }

  /**
   * Opens a socket of {@code protocol} in the calling thread's network namespace, for good.
   *
   * @throws NetlinkError if the kernel refuses
   */
  public static NetlinkSocket open(int protocol) {
    return new NetlinkSocket(KernelPort.asking(protocol));
  }

  /** Opens a port that hears the notifications of {@code groups} (RTNLGRP_… or NFNLGRP_…). */
  public static Port listen(int protocol, int... groups) {
    return KernelPort.listening(protocol, groups);
  }

  /**
   * As {@link #listen}, and hears also what happens in the other network namespaces that have a
   * number in this one, see {@link Port#origin}.
   */
  public static Port listenEverywhere(int protocol, int... groups) {
    return KernelPort.listeningEverywhere(protocol, groups);
  }

  public int portId() {
    return port.id();
  }

  /**
   * Carries out all requests, in order. Not atomic: those around a refused one stand.
   *
   * @throws NetlinkError the first refusal, the others suppressed in it
   */
  public void perform(List<Request> requests) {
    throwFirst(attempt(requests));
  }

  /**
   * Carries out all requests, in order, and returns the refusals in the same order, each naming its
   * operation.
   *
   * @throws NetlinkError if it is not known what the kernel did: its answers were lost
   */
  public synchronized List<NetlinkError> attempt(List<Request> requests) {
    List<NetlinkError> errors = new ArrayList<>();
    int next = 0;
    while (next < requests.size()) {
      var writer = new MessageWriter();
      int first = next;
      int firstSequence = sequence + 1;
      do {
        boolean last = next == requests.size() - 1 || writer.length() > CHUNK;
        write(writer, requests.get(next++), last ? ACK : 0);
        if (last) {
          break;
        }
      } while (next < requests.size());
      send(writer, requests.get(first).operation());
      errors.addAll(answers(requests.subList(first, next), firstSequence, sequence, -1));
    }
    return errors;
  }

  /**
   * Carries out all requests between {@code begin} and {@code end} or none of them (nfnetlink
   * batches).
   *
   * @throws NetlinkError the first refusal, the others suppressed in it; nothing was changed
   */
  public synchronized void transact(Request begin, List<Request> requests, Request end) {
    if (requests.isEmpty()) {
      return;
    }
    var writer = new MessageWriter();
    write(writer, begin, 0);
    int beginSequence = sequence;
    for (int i = 0; i < requests.size(); i++) {
      write(writer, requests.get(i), i == requests.size() - 1 ? ACK : 0);
    }
    int acknowledged = sequence;
    write(writer, end, 0);
    send(writer, begin.operation());
    List<Request> sent = new ArrayList<>(List.of(begin));
    sent.addAll(requests);
    throwFirst(answers(sent, beginSequence, acknowledged, beginSequence));
  }

  /**
   * Asks for one thing.
   *
   * @return the answer, or empty if there is no such thing
   */
  public synchronized Optional<Message> ask(Request request) {
    var writer = new MessageWriter();
    write(writer, request, 0);
    send(writer, request.operation());
    while (true) {
      for (Message message : receive(request.operation())) {
        if (!isAnswer(message, sequence, sequence)) {
          continue;
        }
        if (message.type() != NLMSG_ERROR) {
          return Optional.of(message);
        }
        NetlinkError error = error(request.operation(), message);
        if (error.isNotFound()) {
          return Optional.empty();
        }
        throw error;
      }
    }
  }

  /**
   * Asks for all things of a kind. A list that changed while it was read is read again.
   *
   * @throws NetlinkError if the kernel refuses, or the list does not come to rest
   */
  public synchronized List<Message> dump(Request request) {
    for (int attempt = 1; attempt <= DUMP_ATTEMPTS; attempt++) {
      var writer = new MessageWriter();
      write(writer, request, DUMP);
      send(writer, request.operation());
      Optional<List<Message>> all = parts(request.operation());
      if (all.isPresent()) {
        return all.get();
      }
    }
    throw new NetlinkError(request.operation(), Libc.EINTR, "changed while it was being read");
  }

  private Optional<List<Message>> parts(String operation) {
    List<Message> parts = new ArrayList<>();
    boolean whole = true;
    while (true) {
      List<Message> received;
      try {
        received = receive(operation);
      } catch (NetlinkError e) {
        if (e.errno() != Libc.ENOBUFS) {
          throw e;
        }
        whole = false;
        continue;
      }
      for (Message message : received) {
        if (!isAnswer(message, sequence, sequence)) {
          continue;
        }
        whole &= (message.flags() & DUMP_INTERRUPTED) == 0;
        if (message.type() == NLMSG_ERROR || message.type() == NLMSG_DONE) {
          if (message.payload().limit() >= 4 && message.payload().getInt(0) < 0) {
            throw error(operation, message);
          }
          return whole ? Optional.of(parts) : Optional.empty();
        }
        parts.add(message);
      }
    }
  }

  private void write(MessageWriter writer, Request request, int flags) {
    writer.message(
        request.type(), REQUEST | request.flags() | flags, ++sequence, port.id(), request.body());
  }

  private void send(MessageWriter writer, String operation) {
    ByteBuffer written = writer.written();
    try {
      port.send(written);
    } catch (NetlinkError e) {
      throw new NetlinkError(operation + " …: " + e.operation(), e.errno(), e.kernelText());
    }
  }

  private List<NetlinkError> answers(List<Request> sent, int first, int last, int fatal) {
    List<NetlinkError> errors = new ArrayList<>();
    while (true) {
      for (Message message : receive(sent.getFirst().operation())) {
        if (message.type() != NLMSG_ERROR || !isAnswer(message, first, last)) {
          continue;
        }
        if (message.payload().getInt(0) != 0) {
          errors.add(error(sent.get(message.sequence() - first).operation(), message));
        }
        if (message.sequence() == last || message.sequence() == fatal) {
          return errors;
        }
      }
    }
  }

  private List<Message> receive(String operation) {
    try {
      return Message.parse(port.receive());
    } catch (NetlinkError e) {
      throw new NetlinkError(operation + ": " + e.operation(), e.errno(), e.kernelText());
    }
  }

  private boolean isAnswer(Message message, int first, int last) {
    return message.port() == port.id()
        && message.sequence() - first >= 0
        && message.sequence() - last <= 0;
  }

  /**
   * struct nlmsgerr: errno, the header of the request, the rest of it unless capped, then
   * attributes.
   */
  private static NetlinkError error(String operation, Message message) {
    ByteBuffer payload = message.payload().order(ByteOrder.nativeOrder());
    int errno = -payload.getInt(0);
    boolean done = message.type() == NLMSG_DONE;
    int skip =
        done ? 4 : 4 + ((message.flags() & CAPPED) != 0 ? Message.HEADER : payload.getInt(4));
    String text =
        (message.flags() & HAS_ATTRIBUTES) == 0
            ? ""
            : message.attributesAfter(skip).text(NLMSGERR_ATTR_MSG).orElse("");
    return new NetlinkError(operation, errno, text);
  }

  private static void throwFirst(List<NetlinkError> errors) {
    if (errors.isEmpty()) {
      return;
    }
    NetlinkError first = errors.getFirst();
    errors.stream().skip(1).limit(20).forEach(first::addSuppressed);
    throw first;
  }

  @Override
  public void close() {
    port.close();
  }
}
