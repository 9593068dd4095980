package io.netledger.agent.netlink.nft;

import static io.netledger.agent.netlink.nft.Chain.Hook.FORWARD;
import static io.netledger.agent.netlink.nft.Chain.Hook.OUTPUT;
import static io.netledger.agent.netlink.nft.Chain.Hook.POSTROUTING;
import static io.netledger.agent.netlink.nft.Chain.Hook.PREROUTING;
import static io.netledger.agent.netlink.nft.Chain.Type.FILTER;
import static io.netledger.agent.netlink.nft.Chain.Type.NAT;
import static io.netledger.agent.netlink.nft.KeyType.INTERFACE_NAME;
import static io.netledger.agent.netlink.nft.KeyType.IPV4_ADDRESS;
import static io.netledger.agent.netlink.nft.KeyType.IPV6_ADDRESS;
import static io.netledger.agent.netlink.nft.KeyType.PROTOCOL;
import static io.netledger.agent.netlink.nft.KeyType.SERVICE;
import static io.netledger.agent.netlink.nft.Rule.State.ESTABLISHED;
import static io.netledger.agent.netlink.nft.Rule.State.RELATED;
import static io.netledger.agent.netlink.nft.Rule.Status.DNAT;
import static io.netledger.agent.netlink.nft.Rule.TCP;
import static io.netledger.agent.netlink.nft.Rule.UDP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netledger.agent.netlink.Libc;
import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netns.TestNetns;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** nf_tables as we speak it is understood by the kernel, as nft sees it: … */
class NftSocketTest {

  private static final Table TABLE = Table.inet("ours");

  @RegisterExtension final TestNetns netns = new TestNetns();

  private NftSocket nft;

  @BeforeEach
  void open() {
    nft = netns.nft();
  }

  @Test
  void aTableWithItsOwnerAndChains() {
    nft.apply(it ->
        it.createTable(TABLE, "owner: us")
            .addChain(TABLE, Chain.base("forward", FILTER, FORWARD, Chain.Base.FILTER))
            .addChain(TABLE, Chain.base("nat", NAT, POSTROUTING, Chain.Base.SRCNAT))
            .addChain(TABLE, Chain.regular("mine")));
    assertThat(netns.see("nft", "list", "ruleset"))
        .contains("table inet ours", "comment \"owner: us\"", "chain mine {")
        .contains("type filter hook forward priority filter; policy accept;")
        .contains("type nat hook postrouting priority srcnat; policy accept;");
    assertThat(nft.tables()).extracting(NftSocket.TableFound::comment).containsExactly("owner: us");
    assertThat(nft.table(TABLE)).isPresent();
    assertThat(nft.chains(TABLE)).containsExactly("forward", "nat", "mine");
    NetlinkError twice =
        catchThrowableOfType(NetlinkError.class, () -> nft.apply(it -> it.createTable(TABLE, "")));
    assertThat(twice.isExist()).isTrue();
    nft.apply(it -> it.addTable(TABLE, "").deleteTable(TABLE));
    assertThat(netns.see("nft", "list", "ruleset")).isBlank();
  }

  @Test
  void everyConditionAndEveryEnd() {
    List<Rule> rules =
        List.of(
            Rule.any().iifname("br-1").oifnameNot("br-1").counter().accept(),
            Rule.any().oifname("br-1").iifnameNot("br-2").drop(),
            Rule.any().protocol(TCP).decide(new Verdict.Return()),
            Rule.any().family(Family.IP).mark(7).accept(),
            Rule.any().from(ip("192.0.2.0"), 24).to(ip("198.51.100.7"), 32).accept(),
            Rule.any().notFrom(ip("192.0.2.0"), 20).notTo(ip("192.0.2.0"), 20).accept(),
            Rule.any().from(ip("2001:db8::"), 33).notTo(ip("2001:db8::7"), 128).accept(),
            Rule.any().destinationPort(TCP, 80).accept(),
            Rule.any().sourcePort(UDP, 53).accept(),
            Rule.any().state(ESTABLISHED, RELATED).accept(),
            Rule.any().status(DNAT).jump("other"),
            Rule.any().toThisHost().decide(new Verdict.Goto("other")).comment("last: \u00e4"));
    nft.apply(it -> {
      it.addTable(TABLE, "").addChain(TABLE, Chain.regular("other"));
      it.addChain(TABLE, Chain.base("f", FILTER, FORWARD, 0));
      rules.forEach(rule -> it.addRule(TABLE, "f", rule));
    });
    assertThat(netns.see("nft", "list", "chain", "inet", "ours", "f").lines().map(String::strip))
        .containsSubsequence(
            "iifname \"br-1\" oifname != \"br-1\" counter packets 0 bytes 0 accept",
            "oifname \"br-1\" iifname != \"br-2\" drop",
            "meta l4proto tcp return",
            "meta nfproto ipv4 meta mark 0x00000007 accept",
            "ip saddr 192.0.2.0/24 ip daddr 198.51.100.7 accept",
            "ip saddr != 192.0.0.0/20 ip daddr != 192.0.0.0/20 accept",
            "ip6 saddr 2001:db8::/33 ip6 daddr != 2001:db8::7 accept",
            "tcp dport 80 accept",
            "udp sport 53 accept",
            "ct state established,related accept",
            "ct status dnat jump other",
            "fib daddr type local goto other comment \"last: \u00e4\"");
    assertThat(nft.rules(TABLE))
        .hasSize(12)
        .last()
        .extracting(NftSocket.RuleFound::comment)
        .isEqualTo("last: \u00e4");
  }

  @Test
  void rulesInsertedDeletedAndFlushed() {
    nft.apply(it ->
        it.addTable(TABLE, "")
            .addChain(TABLE, Chain.base("f", FILTER, FORWARD, 0))
            .addRule(TABLE, "f", Rule.any().accept().comment("second"))
            .insertRule(TABLE, "f", Rule.any().accept().comment("first")));
    List<NftSocket.RuleFound> found = nft.rules(TABLE);
    assertThat(found).extracting(NftSocket.RuleFound::comment).containsExactly("first", "second");
    nft.apply(it -> it.deleteRule(TABLE, "f", found.getFirst().handle()));
    assertThat(netns.see("nft", "list", "ruleset")).contains("second").doesNotContain("first");
    nft.apply(it -> it.flushChain(TABLE, "f"));
    assertThat(nft.rules(TABLE)).isEmpty();
    nft.apply(it -> it.deleteChain(TABLE, "f"));
    assertThat(nft.chains(TABLE)).isEmpty();
  }

  @Test
  void setsAndMapsOfEveryKind() {
    nft.apply(NftSocketTest::setsAndMaps);
    assertThat(netns.see("nft", "list", "ruleset").replaceAll("\\s+", " "))
        .contains("set bridges { type ifname elements = { \"br-1\" } }")
        .contains("set pairs { type ifname . ifname elements = { \"br-1\" . \"br-2\" } }")
        .contains("map chains { type ifname : verdict")
        .contains("\"br-1\" : jump mine", "\"br-2\" : drop")
        .contains("type ipv4_addr flags interval elements = { 192.0.2.0/24, 255.255.0.0/16 }")
        .contains("type ipv6_addr flags interval elements = { 2001:db8::/32 }")
        .contains("map published { type inet_proto . inet_service : ipv4_addr . inet_service")
        .contains("tcp . 8080 : 192.0.2.7 . 80");
    assertThat(nft.sets(TABLE))
        .containsExactly("bridges", "pairs", "chains", "nets", "nets6", "published");
    assertThat(nft.elements(TABLE, "chains"))
        .containsExactlyInAnyOrder(
            Element.of(Datum.interfaceName("br-1"), new Verdict.Jump("mine")),
            Element.of(Datum.interfaceName("br-2"), new Verdict.Drop()));
    assertThat(nft.elements(TABLE, "published")).containsExactly(published(8080, "192.0.2.7", 80));
  }

  @Test
  void elementsAndSetsThatGo() {
    nft.apply(NftSocketTest::setsAndMaps);
    var bridge = Element.of(Datum.interfaceName("br-1"));
    nft.apply(it -> it.deleteElements(TABLE, "bridges", List.of(bridge)));
    nft.apply(it -> it.flushSet(TABLE, "chains").deleteSet(TABLE, "pairs"));
    assertThat(netns.see("nft", "list", "ruleset")).doesNotContain("br-1", "set pairs");
    assertThat(nft.elements(TABLE, "bridges")).isEmpty();
    NetlinkError twice =
        catchThrowableOfType(
            NetlinkError.class,
            () -> nft.apply(it -> it.deleteElements(TABLE, "bridges", List.of(bridge))));
    assertThat(twice.isNotFound()).isTrue();
  }

  private static void setsAndMaps(NftBatch batch) {
    batch
        .addTable(TABLE, "")
        .addChain(TABLE, Chain.regular("mine"))
        .addSet(TABLE, NftSet.set("bridges", INTERFACE_NAME))
        .addElements(TABLE, "bridges", List.of(Element.of(Datum.interfaceName("br-1"))))
        .addSet(TABLE, NftSet.set("pairs", INTERFACE_NAME, INTERFACE_NAME))
        .addElements(TABLE, "pairs", List.of(Element.of(pair("br-1", "br-2"))))
        .addSet(TABLE, NftSet.verdicts("chains", INTERFACE_NAME))
        .addElements(
            TABLE,
            "chains",
            List.of(
                Element.of(Datum.interfaceName("br-1"), new Verdict.Jump("mine")),
                Element.of(Datum.interfaceName("br-2"), new Verdict.Drop())))
        .addSet(TABLE, NftSet.set("nets", IPV4_ADDRESS).ofIntervals())
        .addElements(TABLE, "nets", Element.prefix(Datum.address(ip("192.0.2.0")), 24))
        .addElements(TABLE, "nets", Element.prefix(Datum.address(ip("255.255.0.0")), 16))
        .addSet(TABLE, NftSet.set("nets6", IPV6_ADDRESS).ofIntervals())
        .addElements(TABLE, "nets6", Element.prefix(Datum.address(ip("2001:db8::")), 32))
        .addSet(TABLE, publishing())
        .addElements(TABLE, "published", List.of(published(8080, "192.0.2.7", 80)));
  }

  @Test
  void rulesThatLookIntoSetsAndMaps() {
    List<Rule> rules =
        List.of(
            Rule.any().iifnameIn("bridges").oifnameNotIn("bridges").accept(),
            Rule.any().oifnameIn("bridges").iifnameAndOifnameIn("pairs").drop(),
            Rule.any().iifnameVerdict("chains"),
            Rule.any().oifnameVerdict("chains"),
            Rule.any().fromIn(Family.IP, "nets").toIn(Family.IP6, "nets6").accept());
    nft.apply(it -> {
      setsAndMaps(it);
      it.addChain(TABLE, Chain.base("f", FILTER, FORWARD, 0));
      rules.forEach(rule -> it.addRule(TABLE, "f", rule));
    });
    assertThat(netns.see("nft", "list", "ruleset").lines().map(String::strip))
        .containsSubsequence(
            "iifname @bridges oifname != @bridges accept",
            "oifname @bridges iifname . oifname @pairs drop",
            "iifname vmap @chains",
            "oifname vmap @chains",
            "ip saddr @nets ip6 daddr @nets6 accept");
  }

  @Test
  void rulesThatChangeAddresses() {
    nft.apply(it -> {
      setsAndMaps(it);
      it.addChain(TABLE, Chain.base("d", NAT, PREROUTING, Chain.Base.DSTNAT));
      Rule byMap = Rule.any().family(Family.IP);
      it.addRule(TABLE, "d", byMap.with(Nats.dnatByProtocolAndPort(Family.IP, "published")));
      it.addChain(TABLE, Chain.base("o", NAT, OUTPUT, Chain.Base.DSTNAT));
      Rule dns = Rule.any().destinationPort(UDP, 53);
      it.addRule(TABLE, "o", dns.with(Nats.dnat(ip("127.0.0.1"), 5353)));
      it.addChain(TABLE, Chain.base("s", NAT, POSTROUTING, Chain.Base.SRCNAT));
      Rule ours = Rule.any().from(ip("192.0.2.0"), 24);
      it.addRule(TABLE, "s", ours.with(Nats.snat(ip("192.0.2.1"))));
      it.addRule(TABLE, "s", Rule.any().oifnameNot("br-1").masquerade());
    });
    assertThat(netns.see("nft", "list", "ruleset").lines().map(String::strip))
        .contains(
            "udp dport 53 dnat ip to 127.0.0.1:5353",
            "ip saddr 192.0.2.0/24 snat ip to 192.0.2.1",
            "oifname != \"br-1\" masquerade")
        .anyMatch(line -> line.contains("dnat ip") && line.contains("@published"));
  }

  @Test
  void allOrNothing() {
    NetlinkError error =
        catchThrowableOfType(
            NetlinkError.class,
            () ->
                nft.apply(it ->
                    it.addTable(TABLE, "")
                        .addRule(TABLE, "absent", Rule.any().accept())
                        .deleteSet(TABLE, "absent")
                        .addChain(TABLE, Chain.regular("fine"))));
    assertThat(error.operation()).isEqualTo("add rule inet ours absent");
    assertThat(error.isNotFound()).isTrue();
    assertThat(error.getSuppressed()).hasSize(1);
    assertThat(netns.see("nft", "list", "ruleset")).isBlank();
  }

  @Test
  void tenThousandElements() {
    List<Element> elements = new ArrayList<>();
    IntStream.range(0, 10_000).forEach(i -> elements.add(published(i + 1, "192.0.2.7", 80)));
    nft.apply(it -> it.addTable(TABLE, "").addSet(TABLE, publishing()));
    nft.apply(it -> it.addElements(TABLE, "published", elements));
    assertThat(nft.elements(TABLE, "published")).hasSize(10_000);
    nft.apply(it -> it.deleteElements(TABLE, "published", elements));
    assertThat(nft.elements(TABLE, "published")).isEmpty();
  }

  @Test
  void aGenerationThatGrows() {
    int before = nft.generation();
    netns.see("nft", "add", "table", "ip", "theirs");
    assertThat(nft.generation()).isEqualTo(before + 1);
    NetlinkError absent =
        catchThrowableOfType(NetlinkError.class, () -> nft.elements(TABLE, "absent"));
    assertThat(absent.errno()).isEqualTo(Libc.ENOENT);
  }

  private static NftSet publishing() {
    return NftSet.map("published", List.of(PROTOCOL, SERVICE), List.of(IPV4_ADDRESS, SERVICE));
  }

  private static Element published(int port, String address, int target) {
    return Element.of(
        Datum.concatenation(Datum.octet(TCP), Datum.port(port)),
        Datum.concatenation(Datum.address(ip(address)), Datum.port(target)));
  }

  private static Datum pair(String one, String other) {
    return Datum.concatenation(Datum.interfaceName(one), Datum.interfaceName(other));
  }

  private static InetAddress ip(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
