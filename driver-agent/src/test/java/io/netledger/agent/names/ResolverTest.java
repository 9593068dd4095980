package io.netledger.agent.names;

import static io.netledger.agent.driver.Specs.BRIDGE;
import static io.netledger.agent.driver.Specs.id;
import static io.netledger.agent.driver.Specs.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import io.netledger.agent.driver.Specs;
import io.netledger.agent.plan.Dns;
import io.netledger.agent.plan.EndpointOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.HostSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Origin;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.agent.plan.SpecChange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** What sandboxes are answered, without sockets. */
class ResolverTest {

  private static final NetworkSpec SHOP = network("a1", "shop", true, false);
  private static final NetworkSpec BACK = network("a2", "Back.Office", true, true);
  private static final NetworkSpec DEFAULT = network("a3", "bridge", false, false);
  private static final SandboxSpec WEB = sandbox("0e", "web", Dns.OF_HOST);
  private static final SandboxSpec ONE = sandbox("01", "db-1", Dns.OF_HOST);
  private static final SandboxSpec TWO = sandbox("02", "db-2", Dns.OF_HOST);
  private static final SandboxSpec HIDDEN = sandbox("03", "hidden", Dns.OF_HOST);
  private static final SandboxSpec CHOOSY =
      sandbox("04", "choosy", new Dns(List.of(), List.of("example.org"), List.of("ndots:1")));
  private static final SandboxSpec PLAIN = sandbox("05", "plain", Dns.OF_HOST);

  private final HostSpec spec = new HostSpec();
  private HostNames names = HostNames.NONE;

  @BeforeEach
  void someSandboxes() {
    know(
        endpoint("e1", SHOP, WEB, 0, List.of(), "192.0.2.2/24"),
        endpoint("e2", SHOP, ONE, 0, List.of("db"), "192.0.2.3/24"),
        endpoint("e3", SHOP, TWO, 0, List.of("db", "six"), "192.0.2.4/24", "2001:db8::4/64"),
        endpoint("e4", BACK, HIDDEN, 0, List.of("db"), "198.51.100.3/24"),
        endpoint("e5", SHOP, CHOOSY, 0, List.of(), "192.0.2.5/24"),
        endpoint("e6", DEFAULT, PLAIN, 0, List.of("pl"), "203.0.113.5/24"));
  }

  @Test
  void aSandboxIsFoundByItsNameItsAliasItsShortIdAndEachWithItsNetwork() {
    for (String name : List.of("db-2", "six", "020000000000", "db-2.shop", "six.shop")) {
      assertThat(addresses(ask(WEB, name, Type.A))).as(name).containsExactly("192.0.2.4");
    }
    assertThat(addresses(ask(WEB, "db-2", Type.AAAA))).containsExactly("2001:db8:0:0:0:0:0:4");
  }

  @Test
  void caseDoesNotMatterAndTheAnswerHasThatOfTheQuestion() {
    Message answer = ask(WEB, "Db-2.SHOP", Type.A);
    assertThat(addresses(answer)).containsExactly("192.0.2.4");
    assertThat(answer.getSection(Section.ANSWER).getFirst().getName()).hasToString("Db-2.SHOP.");
    assertThat(addresses(ask(HIDDEN, "hidden.back.OFFICE", Type.A)))
        .containsExactly("198.51.100.3");
  }

  @Test
  void severalHoldersAnswerInRotatingOrder() {
    assertThat(IntStream.range(0, 4).mapToObj(turn -> addresses(ask(WEB, "db", Type.A, turn))))
        .containsExactly(
            List.of("192.0.2.3", "192.0.2.4"),
            List.of("192.0.2.4", "192.0.2.3"),
            List.of("192.0.2.3", "192.0.2.4"),
            List.of("192.0.2.4", "192.0.2.3"));
  }

  @Test
  void aNameWithoutAddressesOfTheFamilyIsAnsweredEmptyAndNotForwarded() {
    for (int type : List.of(Type.AAAA, Type.MX, Type.HTTPS)) {
      Message answer = ask(WEB, "db-1", type);
      assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
      assertThat(answer.getSection(Section.ANSWER)).isEmpty();
    }
  }

  @Test
  void anAddressLeadsToNameAndNetwork() {
    assertThat(ask(WEB, "3.2.0.192.in-addr.arpa", Type.PTR).getSection(Section.ANSWER))
        .singleElement()
        .satisfies(record -> assertThat(record.rdataToString()).isEqualTo("db-1.shop."));
    assertThat(
            ask(
                    WEB,
                    "4.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
                    Type.PTR)
                .getSection(Section.ANSWER))
        .singleElement()
        .satisfies(record -> assertThat(record.rdataToString()).isEqualTo("db-2.shop."));
    assertThat(outcome(WEB, query("3.100.51.198.in-addr.arpa", Type.PTR)))
        .isEqualTo(new Resolver.Outcome.Forward());
  }

  @Test
  void whatNoSharedNetworkKnowsIsForwarded() {
    for (String name : List.of("hidden", "hidden.back.office", "www.example.org", "web.other")) {
      assertThat(outcome(WEB, query(name, Type.A)))
          .as(name)
          .isEqualTo(new Resolver.Outcome.Forward());
    }
  }

  @Test
  void theDefaultBridgeKnowsNoNames() {
    for (String name : List.of("plain", "pl", "plain.bridge", "050000000000")) {
      assertThat(outcome(PLAIN, query(name, Type.A))).isEqualTo(new Resolver.Outcome.Forward());
    }
  }

  @Test
  void aSandboxOnInternalNetworksOnlyForwardsNothing() {
    assertThat(ask(HIDDEN, "www.example.org", Type.A).getRcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(addresses(ask(HIDDEN, "db", Type.A))).containsExactly("198.51.100.3");

    know(
        endpoint("e4", BACK, HIDDEN, 0, List.of("db"), "198.51.100.3/24"),
        endpoint("e7", SHOP, HIDDEN, 1, List.of(), "192.0.2.9/24"));
    assertThat(outcome(HIDDEN, query("www.example.org", Type.A)))
        .isEqualTo(new Resolver.Outcome.Forward());
  }

  @Test
  void theFirstNetworkThatKnowsANameAnswers() {
    know(
        endpoint("e4", BACK, HIDDEN, 0, List.of("db"), "198.51.100.3/24"),
        endpoint("e2", SHOP, ONE, 0, List.of("db"), "192.0.2.3/24"),
        endpoint("e8", BACK, WEB, 3, List.of(), "198.51.100.8/24"),
        endpoint("e1", SHOP, WEB, 4, List.of(), "192.0.2.2/24"));
    assertThat(addresses(ask(WEB, "db", Type.A))).containsExactly("198.51.100.3");
    assertThat(addresses(ask(WEB, "db.shop", Type.A))).containsExactly("192.0.2.3");
  }

  @Test
  void whoWantsSearchDomainsFirstHasNoShortNameForwarded() {
    assertThat(ask(CHOOSY, "printer", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(outcome(CHOOSY, query("printer.example.org", Type.A)))
        .isEqualTo(new Resolver.Outcome.Forward());
    assertThat(addresses(ask(CHOOSY, "web", Type.A))).containsExactly("192.0.2.2");
  }

  @Test
  void whatIsNoProperQuestionIsRefused() {
    Message update = query("web", Type.A);
    update.getHeader().setOpcode(Opcode.UPDATE);
    Message two = query("web", Type.A);
    two.addRecord(Record.newRecord(name("db"), Type.A, DClass.IN), Section.QUESTION);

    assertThat(answer(WEB, update).getRcode()).isEqualTo(Rcode.NOTIMP);
    assertThat(answer(WEB, two).getRcode()).isEqualTo(Rcode.FORMERR);
    assertThat(answer(WEB, new Message(7)).getRcode()).isEqualTo(Rcode.FORMERR);
  }

  @Test
  void answersSayWhatTheyAre() {
    Message query = query("web", Type.A);
    query.addRecord(new OPTRecord(1_232, 0, 0), Section.ADDITIONAL);
    Message answer = answer(WEB, query);

    assertThat(answer.getHeader().getID()).isEqualTo(query.getHeader().getID());
    for (int flag : List.of((int) Flags.QR, (int) Flags.AA, (int) Flags.RA, (int) Flags.RD)) {
      assertThat(answer.getHeader().getFlag(flag)).isTrue();
    }
    assertThat(answer.getOPT()).isNotNull();
    assertThat(answer.getSection(Section.ANSWER)).allMatch(record -> record.getTTL() == 0);
    assertThat(Resolver.room(query)).isEqualTo(1_232);
    assertThat(Resolver.room(query("web", Type.A))).isEqualTo(512);
  }

  private void know(EndpointSpec... endpoints) {
    var touched =
        spec.take(
            new SpecChange.Whole(
                1,
                List.of(SHOP, BACK, DEFAULT),
                List.of(WEB, ONE, TWO, HIDDEN, CHOOSY, PLAIN),
                List.of(endpoints)));
    names = names.after(spec, touched);
  }

  private Message ask(SandboxSpec sandbox, String name, int type) {
    return ask(sandbox, name, type, 0);
  }

  private Message ask(SandboxSpec sandbox, String name, int type, int turn) {
    return answered(Resolver.answer(query(name, type), names.view(sandbox.id()), turn));
  }

  private Message answer(SandboxSpec sandbox, Message query) {
    return answered(outcome(sandbox, query));
  }

  private Resolver.Outcome outcome(SandboxSpec sandbox, Message query) {
    return Resolver.answer(query, names.view(sandbox.id()), 0);
  }

  private static Message answered(Resolver.Outcome outcome) {
    return switch (outcome) {
      case Resolver.Outcome.Answer(var message) -> message;
      case Resolver.Outcome.Forward _ -> throw new AssertionError("it was forwarded");
    };
  }

  private static Message query(String name, int type) {
    return Message.newQuery(Record.newRecord(name(name), type, DClass.IN));
  }

  private static Name name(String name) {
    try {
      return Name.fromString(name, Name.root);
    } catch (TextParseException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> addresses(Message answer) {
    return answer.getSection(Section.ANSWER).stream().map(Record::rdataToString).toList();
  }

  private static NetworkSpec network(
      String digits, String name, boolean resolves, boolean internal) {
    return new NetworkSpec(
        id(digits), name, resolves, List.of(subnet("192.0.2.0/24", "192.0.2.1")), internal, BRIDGE);
  }

  private static SandboxSpec sandbox(String digits, String name, Dns dns) {
    return new SandboxSpec(id(digits), name, new Origin.Made(), Optional.empty(), dns);
  }

  static EndpointSpec endpoint(
      String digits,
      NetworkSpec network,
      SandboxSpec sandbox,
      int order,
      List<String> aliases,
      String... addresses) {
    EndpointSpec it = Specs.endpoint(digits + "00", network, sandbox, order, addresses);
    return new EndpointSpec(
        it.id(),
        it.networkId(),
        it.sandboxId(),
        Arrays.stream(addresses).map(Cidr::parse).toList(),
        Mac.parse("02:42:00:00:00:01"),
        it.interfaceName(),
        order,
        1,
        EndpointOptions.PLAIN,
        aliases,
        List.of());
  }

  @Test
  void anAddressThatWasGivenOnLeadsToItsNewHolder() {
    know(endpoint("e9", SHOP, ONE, 0, List.of(), "192.0.2.2/24"));
    assertThat(names.view(ONE.id()).nameOf(IpAddress.parse("192.0.2.2"))).contains("db-1.shop");
  }
}
