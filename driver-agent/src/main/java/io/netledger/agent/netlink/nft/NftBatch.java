package io.netledger.agent.netlink.nft;

import static io.netledger.agent.netlink.Request.APPEND;
import static io.netledger.agent.netlink.Request.CREATE;
import static io.netledger.agent.netlink.Request.EXCLUSIVE;

import io.netledger.agent.netlink.MessageWriter;
import io.netledger.agent.netlink.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Changes that take effect together or not at all. Later ones may name what earlier ones make. */
public final class NftBatch {

  private static final int NFTA_TABLE =
      1; // the same number in chains, rules, sets and element lists
  private static final int NFTA_TABLE_USERDATA = 6;
  private static final int NFTA_RULE_CHAIN = 2;
  private static final int NFTA_RULE_HANDLE = 3;
  private static final int NFTA_SET_ELEM_LIST_SET = 2;
  private static final int NFTA_SET_ELEM_LIST_ELEMENTS = 3;
  private static final int NFTA_LIST_ELEM = 1;
  private static final int ELEMENTS_AT_ONCE = 500; // a list has 64 KiB at most

  private final List<Request> requests = new ArrayList<>();

  List<Request> requests() {
    return requests;
  }

  public boolean isEmpty() {
    return requests.isEmpty();
  }

  /**
   * Equivalent to {@code nft create table FAMILY NAME { comment "…" }}: EEXIST if it is there.
   *
   * @param comment shown by nft: whose table this is; up to 127 bytes, may be empty
   */
  public NftBatch createTable(Table table, String comment) {
    return table("create", EXCLUSIVE, table, comment);
  }

  /**
   * Equivalent to {@code nft add table FAMILY NAME { comment "…" }}; one that is there stays as it
   * is.
   */
  public NftBatch addTable(Table table, String comment) {
    return table("add", 0, table, comment);
  }

  /** Equivalent to {@code nft delete table FAMILY NAME}, with all that is in it. */
  public NftBatch deleteTable(Table table) {
    return add("delete table " + table, NftSocket.DELTABLE, 0, table, writer -> {});
  }

  /**
   * Equivalent to {@code nft add chain FAMILY TABLE NAME { type … hook … priority …; policy …; }}.
   */
  public NftBatch addChain(Table table, Chain chain) {
    return add(
        "add chain " + table + " " + chain.name(),
        NftSocket.NEWCHAIN,
        CREATE,
        table,
        chain::encode);
  }

  /**
   * Equivalent to {@code nft delete chain FAMILY TABLE NAME}; EBUSY while a rule or map leads
   * there.
   */
  public NftBatch deleteChain(Table table, String chain) {
    return add(
        "delete chain " + table + " " + chain,
        NftSocket.DELCHAIN,
        0,
        table,
        writer -> writer.text(Chain.NFTA_CHAIN_NAME, chain));
  }

  /** Equivalent to {@code nft add rule FAMILY TABLE CHAIN …}: behind the chain's other rules. */
  public NftBatch addRule(Table table, String chain, Rule rule) {
    return rule("add", APPEND, table, chain, rule);
  }

  /** Equivalent to {@code nft insert rule FAMILY TABLE CHAIN …}: before the chain's other rules. */
  public NftBatch insertRule(Table table, String chain, Rule rule) {
    return rule("insert", 0, table, chain, rule);
  }

  /**
   * Equivalent to {@code nft delete rule FAMILY TABLE CHAIN handle N}, see {@link NftSocket#rules}.
   */
  public NftBatch deleteRule(Table table, String chain, long handle) {
    return add(
        "delete rule " + table + " " + chain + " handle " + handle,
        NftSocket.DELRULE,
        0,
        table,
        writer -> writer.text(NFTA_RULE_CHAIN, chain).big64(NFTA_RULE_HANDLE, handle));
  }

  /** Equivalent to {@code nft flush chain FAMILY TABLE CHAIN}. */
  public NftBatch flushChain(Table table, String chain) {
    return add(
        "flush chain " + table + " " + chain,
        NftSocket.DELRULE,
        0,
        table,
        writer -> writer.text(NFTA_RULE_CHAIN, chain));
  }

  /**
   * Equivalent to {@code nft add set …} or {@code nft add map FAMILY TABLE NAME { type … : …; }}.
   */
  public NftBatch addSet(Table table, NftSet set) {
    int id = requests.size() + 1;
    return add(
        "add set " + table + " " + set.name(),
        NftSocket.NEWSET,
        CREATE,
        table,
        writer -> set.encode(writer, id));
  }

  /** Equivalent to {@code nft delete set FAMILY TABLE NAME}; EBUSY while a rule looks into it. */
  public NftBatch deleteSet(Table table, String set) {
    return add(
        "delete set " + table + " " + set,
        NftSocket.DELSET,
        0,
        table,
        writer -> writer.text(NftSet.NFTA_SET_NAME, set));
  }

  /**
   * Equivalent to {@code nft add element FAMILY TABLE SET { … }}. One that is there stays; with
   * another value it is refused with EEXIST.
   */
  public NftBatch addElements(Table table, String set, List<Element> elements) {
    return elements("add", NftSocket.NEWSETELEM, CREATE, table, set, elements);
  }

  /**
   * Equivalent to {@code nft delete element FAMILY TABLE SET { … }}; ENOENT if one is not there.
   */
  public NftBatch deleteElements(Table table, String set, List<Element> elements) {
    return elements("delete", NftSocket.DELSETELEM, 0, table, set, elements);
  }

  /** Equivalent to {@code nft flush set FAMILY TABLE SET}. */
  public NftBatch flushSet(Table table, String set) {
    return add(
        "flush set " + table + " " + set,
        NftSocket.DELSETELEM,
        0,
        table,
        writer -> writer.text(NFTA_SET_ELEM_LIST_SET, set));
  }

  private NftBatch table(String verb, int flags, Table table, String comment) {
    return add(
        verb + " table " + table,
        NftSocket.NEWTABLE,
        CREATE | flags,
        table,
        writer -> {
          if (!comment.isEmpty()) {
            writer.bytes(NFTA_TABLE_USERDATA, Comment.encode(comment));
          }
        });
  }

  private NftBatch rule(String verb, int flags, Table table, String chain, Rule rule) {
    return add(
        verb + " rule " + table + " " + chain,
        NftSocket.NEWRULE,
        CREATE | flags,
        table,
        writer -> {
          writer.text(NFTA_RULE_CHAIN, chain);
          rule.encode(writer);
        });
  }

  private NftBatch elements(
      String verb, int type, int flags, Table table, String set, List<Element> elements) {
    for (int from = 0; from < elements.size(); from += ELEMENTS_AT_ONCE) {
      List<Element> part =
          elements.subList(from, Math.min(elements.size(), from + ELEMENTS_AT_ONCE));
      add(
          verb + " elements " + table + " " + set,
          type,
          flags,
          table,
          writer ->
              writer
                  .text(NFTA_SET_ELEM_LIST_SET, set)
                  .nested(
                      NFTA_SET_ELEM_LIST_ELEMENTS,
                      list -> part.forEach(it -> list.nested(NFTA_LIST_ELEM, it::encode))));
    }
    return this;
  }

  private NftBatch add(
      String operation, int type, int flags, Table table, Consumer<MessageWriter> body) {
    requests.add(
        new Request(
            operation,
            type,
            flags,
            writer -> {
              NftSocket.header(writer, table.family().number(), 0);
              writer.text(NFTA_TABLE, table.name());
              body.accept(writer);
            }));
    return this;
  }
}
