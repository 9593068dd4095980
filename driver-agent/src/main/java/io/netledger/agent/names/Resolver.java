package io.netledger.agent.names;

import io.netledger.address.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** What a sandbox is answered: a function of its question and of what it sees. */
final class Resolver {

  /** Nobody shall remember: the next moment the address may be another's. */
  private static final long TTL_SECONDS = 0;

  /** What we take in one datagram; more than loopback needs is no use. */
  static final int PAYLOAD = 4_096;

  private Resolver() {}

  /** What comes of a question. */
  sealed interface Outcome {

    /** It is answered here. */
    record Answer(Message message) implements Outcome {}

    /** Others shall be asked. */
    record Forward() implements Outcome {}
  }

  /**
   * Answers a question or says that others shall.
   *
   * @param turn of several addresses, which comes first: grows with each question for them
   */
  static Outcome answer(Message query, View view, int turn) {
    Record question = query.getQuestion();
    if (query.getHeader().getOpcode() != Opcode.QUERY) {
      return new Outcome.Answer(refusal(query, Rcode.NOTIMP));
    }
    if (question == null || query.getHeader().getCount(Section.QUESTION) != 1) {
      return new Outcome.Answer(refusal(query, Rcode.FORMERR));
    }
    return known(question, view, turn)
        .<Outcome>map(records -> new Outcome.Answer(answer(query, records)))
        .orElseGet(() -> unknown(query, question, view));
  }

  /** Records, perhaps none, if the name is one of ours; empty if it is not. */
  private static Optional<List<Record>> known(Record question, View view, int turn) {
    if (question.getDClass() != DClass.IN) {
      return Optional.empty();
    }
    Name name = question.getName();
    if (question.getType() == Type.PTR) {
      return address(name)
          .flatMap(view::nameOf)
          .flatMap(Resolver::absolute)
          .map(target -> List.of(new PTRRecord(name, DClass.IN, TTL_SECONDS, target)));
    }
    List<Holder> holders = view.find(key(name));
    return holders.isEmpty()
        ? Optional.empty()
        : Optional.of(rotated(addresses(name, question.getType(), holders), turn));
  }

  private static Outcome unknown(Message query, Record question, View view) {
    int labels = question.getName().labels() - 1; // the root is one
    if (labels == 1 && view.keepsShortNames()) {
      return new Outcome.Answer(refusal(query, Rcode.NXDOMAIN));
    }
    return view.reachesOut()
        ? new Outcome.Forward()
        : new Outcome.Answer(refusal(query, Rcode.SERVFAIL));
  }

  /** As our zones have it: lower case, without the last dot. */
  static String key(Name name) {
    return Holder.lower(name.toString(true));
  }

  private static List<Record> addresses(Name name, int type, List<Holder> holders) {
    boolean v4 = type == Type.A || type == Type.ANY;
    boolean v6 = type == Type.AAAA || type == Type.ANY;
    List<Record> records = new ArrayList<>();
    for (Holder holder : holders) {
      for (IpAddress address : holder.addresses()) {
        if (address.isV4() ? v4 : v6) {
          records.add(record(name, address));
        }
      }
    }
    return records;
  }

  private static Record record(Name name, IpAddress address) {
    try {
      InetAddress inet = InetAddress.getByAddress(address.octets());
      return address.isV4()
          ? new ARecord(name, DClass.IN, TTL_SECONDS, inet)
          : new AAAARecord(name, DClass.IN, TTL_SECONDS, address.octets());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // 4 or 16 octets are always an address
    }
  }

  private static List<Record> rotated(List<Record> records, int turn) {
    if (records.size() < 2) {
      return records;
    }
    int first = Math.floorMod(turn, records.size());
    List<Record> all = new ArrayList<>(records.subList(first, records.size()));
    all.addAll(records.subList(0, first));
    return all;
  }

  private static Optional<IpAddress> address(Name reverse) {
    try {
      return Optional.of(IpAddress.of(ReverseMap.fromName(reverse).getAddress()));
    } catch (UnknownHostException _) {
      return Optional.empty();
    }
  }

  private static Optional<Name> absolute(String name) {
    try {
      return Optional.of(Name.fromString(name, Name.root));
    } catch (TextParseException _) {
      return Optional.empty(); // longer than 255 octets with its network
    }
  }

  private static Message answer(Message query, List<Record> records) {
    Message answer = reply(query, Rcode.NOERROR);
    answer.getHeader().setFlag(Flags.AA);
    records.forEach(record -> answer.addRecord(record, Section.ANSWER));
    return answer;
  }

  private static Message refusal(Message query, int rcode) {
    return reply(query, rcode);
  }

  /** RFC 1035, 4.1.1; an OPT record answers an OPT record (RFC 6891, 6.1.1). */
  static Message reply(Message query, int rcode) {
    var reply = new Message(query.getHeader().getID());
    reply.getHeader().setOpcode(query.getHeader().getOpcode());
    reply.getHeader().setFlag(Flags.QR);
    reply.getHeader().setFlag(Flags.RA);
    if (query.getHeader().getFlag(Flags.RD)) {
      reply.getHeader().setFlag(Flags.RD);
    }
    reply.getHeader().setRcode(rcode);
    Record question = query.getQuestion();
    if (question != null) {
      reply.addRecord(question, Section.QUESTION);
    }
    if (query.getOPT() != null) {
      reply.addRecord(new OPTRecord(PAYLOAD, 0, 0), Section.ADDITIONAL);
    }
    return reply;
  }

  /** How many bytes the asker takes in one datagram (RFC 1035, 2.3.4; RFC 6891, 6.2.3). */
  static int room(Message query) {
    OPTRecord options = query.getOPT();
    return options == null ? 512 : Math.clamp(options.getPayloadSize(), 512, PAYLOAD);
  }
}
