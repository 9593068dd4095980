package io.netledger.agent.netlink.nft;

import io.netledger.agent.netlink.Attributes;
import io.netledger.agent.netlink.Message;
import io.netledger.agent.netlink.MessageWriter;
import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.NetlinkSocket;
import io.netledger.agent.netlink.Request;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The nf_tables of one network namespace: the one its opening thread was in, for life.
 *
 * <p>Safe for several threads, which take turns.
 */
public final class NftSocket implements AutoCloseable {

  private static final int NFTABLES = 10 << 8; // NFNL_SUBSYS_NFTABLES
  static final int NEWTABLE = NFTABLES;
  static final int GETTABLE = NFTABLES | 1;
  static final int DELTABLE = NFTABLES | 2;
  static final int NEWCHAIN = NFTABLES | 3;
  static final int GETCHAIN = NFTABLES | 4;
  static final int DELCHAIN = NFTABLES | 5;
  static final int NEWRULE = NFTABLES | 6;
  static final int GETRULE = NFTABLES | 7;
  static final int DELRULE = NFTABLES | 8;
  static final int NEWSET = NFTABLES | 9;
  static final int GETSET = NFTABLES | 10;
  static final int DELSET = NFTABLES | 11;
  static final int NEWSETELEM = NFTABLES | 12;
  static final int GETSETELEM = NFTABLES | 13;
  static final int DELSETELEM = NFTABLES | 14;
  static final int NEWGEN = NFTABLES | 15;
  static final int GETGEN = NFTABLES | 16;

  static final int HEADER = 4; // sizeof(struct nfgenmsg)
  static final int NFTA_NAME_OF_TABLE = 1;
  private static final int BATCH_BEGIN = 16;
  private static final int BATCH_END = 17;
  private static final int NFTA_TABLE_HANDLE = 4;
  private static final int NFTA_TABLE_USERDATA = 6;
  private static final int NFTA_CHAIN_NAME = 3;
  private static final int NFTA_RULE_CHAIN = 2;
  private static final int NFTA_RULE_HANDLE = 3;
  private static final int NFTA_RULE_USERDATA = 7;
  private static final int NFTA_SET_NAME = 2;
  private static final int NFTA_SET_ELEM_LIST_SET = 2;
  private static final int NFTA_SET_ELEM_LIST_ELEMENTS = 3;
  private static final int NFTA_GEN_ID = 1;

  private final NetlinkSocket socket;

  public NftSocket(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** A table that is there: its handle is the kernel's number for it, never used twice. */
  public record TableFound(Table table, String comment, long handle) {}

  /** A rule that is there. */
  public record RuleFound(String chain, long handle, String comment) {}

  /**
   * Opens a socket in the calling thread's network namespace.
   *
   * @throws NetlinkError if the kernel refuses
   */
  public static NftSocket open() {
    return new NftSocket(NetlinkSocket.open(NetlinkSocket.NETLINK_NETFILTER));
  }

  /** The number by which {@link NftChange.Changed#port} tells this socket's own changes. */
  public int portId() {
    return socket.portId();
  }

  /**
   * Carries out all changes or none.
   *
   * <p>Equivalent to {@code nft -f FILE}.
   *
   * @throws NetlinkError the first refusal, the others suppressed in it; nothing was changed
   */
  public void apply(Consumer<NftBatch> changes) {
    var batch = new NftBatch();
    changes.accept(batch);
    socket.transact(
        new Request("nf_tables batch", BATCH_BEGIN, 0, writer -> header(writer, 0, NFTABLES >> 8)),
        batch.requests(),
        new Request("nf_tables batch", BATCH_END, 0, writer -> header(writer, 0, NFTABLES >> 8)));
  }

  /** Equivalent to {@code nft list tables}. */
  public List<TableFound> tables() {
    return dump("list tables", GETTABLE, 0, NEWTABLE, writer -> {}).stream()
        .map(message -> {
          Attributes it = message.attributesAfter(HEADER);
          return new TableFound(
              tableOf(message),
              Comment.parse(it.bytes(NFTA_TABLE_USERDATA)),
              it.big64(NFTA_TABLE_HANDLE));
        })
        .toList();
  }

  /** The table, or empty if there is none. */
  public Optional<TableFound> table(Table table) {
    return tables().stream().filter(found -> found.table().equals(table)).findFirst();
  }

  /** The names of a table's chains; none if there is no such table. */
  public List<String> chains(Table table) {
    return dump("list chains", GETCHAIN, table.family().number(), NEWCHAIN, writer -> {}).stream()
        .filter(message -> tableOf(message).equals(table))
        .map(message -> message.attributesAfter(HEADER).text(NFTA_CHAIN_NAME).orElse(""))
        .toList();
  }

  /**
   * The rules of a table in their order, with handles and comments; none if there is no such table.
   */
  public List<RuleFound> rules(Table table) {
    return dump(
            "list rules of " + table,
            GETRULE,
            table.family().number(),
            NEWRULE,
            writer -> writer.text(NFTA_NAME_OF_TABLE, table.name()))
        .stream()
        .filter(message -> tableOf(message).equals(table))
        .map(message -> message.attributesAfter(HEADER))
        .map(it ->
            new RuleFound(
                it.text(NFTA_RULE_CHAIN).orElse(""),
                it.big64(NFTA_RULE_HANDLE),
                Comment.parse(it.bytes(NFTA_RULE_USERDATA))))
        .toList();
  }

  /** The names of a table's sets and maps. */
  public List<String> sets(Table table) {
    return dump(
            "list sets of " + table,
            GETSET,
            table.family().number(),
            NEWSET,
            writer -> writer.text(NFTA_NAME_OF_TABLE, table.name()))
        .stream()
        .map(message -> message.attributesAfter(HEADER).text(NFTA_SET_NAME).orElse(""))
        .toList();
  }

  /**
   * Equivalent to {@code nft list set FAMILY TABLE SET}: its elements, in no order.
   *
   * @throws NetlinkError ENOENT if there is no such set
   */
  public List<Element> elements(Table table, String set) {
    return dump(
            "list elements of " + table + " " + set,
            GETSETELEM,
            table.family().number(),
            NEWSETELEM,
            writer ->
                writer.text(NFTA_NAME_OF_TABLE, table.name()).text(NFTA_SET_ELEM_LIST_SET, set))
        .stream()
        .map(message -> message.attributesAfter(HEADER).nested(NFTA_SET_ELEM_LIST_ELEMENTS))
        .flatMap(list -> list.all().stream())
        .map(element -> Element.parse(element.nested()))
        .toList();
  }

  /**
   * The number of the rule set, unsigned: it grows by one with each batch in this namespace,
   * whoever sends it.
   */
  public int generation() {
    return socket
        .ask(new Request("generation", GETGEN, 0, writer -> header(writer, 0, 0)))
        .map(message -> message.attributesAfter(HEADER).big32(NFTA_GEN_ID).orElse(0))
        .orElse(0);
  }

  private List<Message> dump(
      String operation, int type, int family, int answer, Consumer<MessageWriter> body) {
    Request request =
        new Request(
            operation,
            type,
            0,
            writer -> {
              header(writer, family, 0);
              body.accept(writer);
            });
    return socket.dump(request).stream().filter(message -> message.type() == answer).toList();
  }

  static Table tableOf(Message message) {
    int number = message.payload().get(0) & 0xff;
    Family family = Family.of(number);
    return new Table(family, message.attributesAfter(HEADER).text(NFTA_NAME_OF_TABLE).orElse(""));
  }

  /** struct nfgenmsg; the resource is big-endian. */
  static void header(MessageWriter writer, int family, int resource) {
    writer.put8(family).put8(0).putBig16(resource);
  }

  @Override
  public void close() {
    socket.close();
  }
}
