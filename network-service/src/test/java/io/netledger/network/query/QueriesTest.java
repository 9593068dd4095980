package io.netledger.network.query;

import static io.netledger.network.Things.connect;
import static io.netledger.network.Things.host;
import static io.netledger.network.Things.id;
import static io.netledger.network.Things.leave;
import static io.netledger.network.Things.network;
import static io.netledger.network.Things.sandbox;
import static io.netledger.network.Things.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netledger.network.TestLedger;
import io.netledger.network.failure.Failure;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.rules.EndpointRules;
import io.netledger.network.rules.NetworkRules;
import io.netledger.network.rules.SandboxRules;
import io.netledger.network.view.EndpointRow;
import io.netledger.network.view.NetworkRow;
import io.netledger.network.view.SandboxRow;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Get and List, one world, each filter by itself. */
class QueriesTest {

  private static final TestLedger LEDGER = new TestLedger();
  private static final String BR0 = id("aa01");
  private static final String BR1 = id("aa02");
  private static final String WEB = id("bb01");
  private static final String DB = id("bb02");
  private static final String WEB_ON_BR0 = id("cc01");
  private static final String DB_ON_BR0 = id("cc02");
  private static final String WEB_ON_BR1 = id("cc03");
  private static final String GONE = id("cd04");

  private final NetworkQueries networks = new NetworkQueries(LEDGER.reads());
  private final SandboxQueries sandboxes = new SandboxQueries(LEDGER.reads());
  private final EndpointQueries endpoints = new EndpointQueries(LEDGER.reads());
  private final HostQueries hosts = new HostQueries(LEDGER.reads());

  @BeforeAll
  static void world() {
    LEDGER.append(host("h1"));
    LEDGER.append(host("h22"));
    LEDGER.append(work ->
        NetworkRules.request(
            work, id("ab99"), settings("none", Map.of(), new DriverOptions.None(), true)));
    LEDGER.append(network(BR0, "br0", "192.168.0.0/16", Map.of("env", "prod", "tier", "1")));
    LEDGER.append(network(BR1, "br1", "2001:db8::/64", Map.of("env", "test")));
    LEDGER.append(network(id("aa03"), "idle", "10.9.0.0/16"));
    LEDGER.append(sandbox(WEB, "web", "h1", Map.of("app", "shop")));
    LEDGER.append(sandbox(DB, "db", "h22", Map.of("app", "shop", "role", "store")));
    LEDGER.append(sandbox(id("bb03"), "broken", "h22"));
    LEDGER.append(connect(WEB_ON_BR0, "br0", "web", "192.168.0.2/16"));
    LEDGER.append(connect(DB_ON_BR0, "br0", "db", "192.168.0.3/16"));
    LEDGER.append(connect(WEB_ON_BR1, "br1", "web", "2001:db8::2/64"));
    LEDGER.append(work -> SandboxRules.ready(work, WEB, "/run/netns/web"));
    LEDGER.append(work -> SandboxRules.failed(work, id("bb03"), "no such host file"));
    LEDGER.append(work -> EndpointRules.attached(work, WEB_ON_BR0, 1));
    LEDGER.append(work -> EndpointRules.attached(work, DB_ON_BR0, 1));
    LEDGER.append(leave(DB_ON_BR0));
    LEDGER.append(connect(GONE, "br1", "db"));
    LEDGER.append(work -> {
      EndpointRules.leave(work, GONE, false);
      EndpointRules.released(work, GONE);
    });
  }

  @AfterAll
  static void close() {
    LEDGER.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                     | none,br0,br1,idle",
        "driver=bridge        | br0,br1,idle",
        "driver=none;driver=x | none",
        "id=a02               | br1",
        "name=br              | br0,br1",
        "name=br0;name=dl     | br0,idle",
        "label=env            | br0,br1",
        "label=env=prod       | br0",
        "label=env;label=tier | br0",
        "label=env=prod;label=env=test |",
        "scope=local          | none,br0,br1,idle",
        "scope=global         |",
        "type=builtin         | none",
        "type=custom          | br0,br1,idle",
        "dangling=true        | idle",
        "dangling=false       | none,br0,br1",
        "driver=bridge;name=0 | br0"
      })
  void listsNetworks(@Nullable String filter, @Nullable String expected) {
    assertThat(networks.list(all(filter)).rows())
        .extracting(NetworkRow::name)
        .containsExactlyElementsOf(words(expected, ","));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                     | web,db,broken",
        "host=h22             | db,broken",
        "id=b01               | web",
        "label=app            | web,db",
        "label=role=store     | db",
        "name=b               | web,db,broken",
        "network=br1          | web",
        "network=br0          | web,db",
        "state=ready          | web",
        "state=failed         | broken",
        "state=pending;state=ready | web,db",
        "state=removing       |"
      })
  void listsSandboxes(@Nullable String filter, @Nullable String expected) {
    assertThat(sandboxes.list(all(filter)).rows())
        .extracting(SandboxRow::name)
        .containsExactlyElementsOf(words(expected, ","));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                     | web:br0,db:br0,web:br1",
        "network=br0          | web:br0,db:br0",
        "sandbox=web          | web:br0,web:br1",
        "host=h22             | db:br0",
        "address=192.168.0.3  | db:br0",
        "address=2001:DB8:0::2 | web:br1",
        "id=cc0               | web:br0,db:br0,web:br1",
        "id=c03               | web:br1",
        "state=attached       | web:br0",
        "state=leaving        | db:br0",
        "state=pending        | web:br1",
        "state=failed         |",
        "network=br0;network=br1;sandbox=db | db:br0"
      })
  void listsEndpoints(@Nullable String filter, @Nullable String expected) {
    assertThat(endpoints.list(all(filter)).rows())
        .extracting(row -> row.sandbox() + ":" + row.network())
        .containsExactlyElementsOf(words(expected, ","));
  }

  @Test
  void listsEndpointsByTheIdsOfTheirEnds() {
    assertThat(endpoints.list(all("network=" + BR0)).rows()).hasSize(2);
    assertThat(endpoints.list(all("sandbox=" + DB)).rows()).hasSize(1);
    assertThat(sandboxes.list(all("network=" + BR1)).rows()).hasSize(1);
  }

  @Test
  void listsHostsWithWhatTheyHave() {
    assertThat(hosts.list(all(null), Set.of()).rows())
        .extracting(host -> host.row().id() + " " + host.sandboxes() + " " + host.endpoints())
        .containsExactly("h1 1 2", "h22 2 1");
    assertThat(hosts.list(all("connected=true"), Set.of("h22")).rows()).hasSize(1);
    assertThat(hosts.list(all("connected=false"), Set.of("h22")).rows())
        .extracting(host -> host.row().id())
        .containsExactly("h1");
    assertThat(hosts.list(all("name=2"), Set.of()).rows()).hasSize(1);
    assertThat(hosts.get("h2", Optional.empty()).value().row().bootId()).isEqualTo("boot-1");
    refused(Reason.HOST_AMBIGUOUS, () -> hosts.get("h", Optional.empty()));
    refused(Reason.HOST_NOT_FOUND, () -> hosts.get("x", Optional.empty()));
  }

  @Test
  void findsThingsByIdNameAndUniquePrefix() {
    assertThat(networks.get(BR0, Optional.empty()).value().row().name()).isEqualTo("br0");
    assertThat(networks.get("br0", Optional.empty()).value().row().id()).isEqualTo(BR0);
    assertThat(networks.get("aa02", Optional.empty()).value().row().id()).isEqualTo(BR1);
    assertThat(networks.get("br0", Optional.empty()).value().endpoints())
        .extracting(EndpointRow::id)
        .containsExactly(WEB_ON_BR0, DB_ON_BR0);
    assertThat(sandboxes.get("bb01", Optional.empty()).value().endpoints()).hasSize(2);
    refused(Reason.NETWORK_AMBIGUOUS, () -> networks.get("aa", Optional.empty()));
    refused(Reason.NETWORK_NOT_FOUND, () -> networks.get("br", Optional.empty()));
    refused(Reason.NETWORK_NOT_FOUND, () -> networks.get("br0~", Optional.empty()));
    refused(Reason.SANDBOX_NOT_FOUND, () -> sandboxes.get("br0", Optional.empty()));
    refused(Reason.INVALID_ARGUMENT, () -> sandboxes.get("", Optional.empty()));
  }

  @Test
  void findsAnEndpointThatIsGoneButDoesNotListIt() {
    assertThat(endpoints.get("cd", Optional.empty()).value().status())
        .isEqualTo(EndpointRow.Status.GONE);
    assertThat(networks.get("br1", Optional.empty()).value().row().endpointCount()).isEqualTo(1);
    refused(Reason.ENDPOINT_AMBIGUOUS, () -> endpoints.get("cc0", Optional.empty()));
    refused(Reason.ENDPOINT_NOT_FOUND, () -> endpoints.get("web", Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"colour=red", "driver", "", "=", "type=other", "dangling=perhaps", "scope=world"})
  void refusesWhatIsNoFilterOfNetworks(String filter) {
    refused(
        Reason.FILTER_INVALID,
        () -> networks.list(new PageRequest(List.of(filter), 0, "", Optional.empty())));
  }

  @Test
  void refusesWhatIsNoFilterOfOthers() {
    refused(Reason.FILTER_INVALID, () -> sandboxes.list(all("state=gone")));
    refused(Reason.FILTER_INVALID, () -> endpoints.list(all("state=gone")));
    refused(Reason.FILTER_INVALID, () -> endpoints.list(all("address=192.168.0.3/16")));
    refused(Reason.FILTER_INVALID, () -> hosts.list(all("connected=1"), Set.of()));
    refused(
        Reason.INVALID_ARGUMENT,
        () -> networks.list(new PageRequest(List.of(), -1, "", Optional.empty())));
    refused(
        Reason.INVALID_ARGUMENT,
        () -> networks.list(new PageRequest(List.of(), 1001, "", Optional.empty())));
  }

  @Test
  void saysWhyAnEndpointFailed() {
    String failed = id("ce05");
    LEDGER.append(connect(failed, "idle", "web", "10.9.0.2/16"));
    LEDGER.append(
        work -> EndpointRules.fail(work, failed, new Failure(Reason.HOST_REFUSED, "File exists")));
    assertThat(endpoints.list(all("state=failed")).rows())
        .extracting(EndpointRow::failure)
        .containsExactly("File exists");
    LEDGER.append(work -> EndpointRules.released(work, failed));
    assertThat(endpoints.list(all("state=failed")).rows()).isEmpty();
  }

  private static PageRequest all(@Nullable String filter) {
    return new PageRequest(words(filter, ";"), 0, "", Optional.empty());
  }

  private static List<String> words(@Nullable String text, String separator) {
    return text == null ? List.of() : List.of(text.strip().split(separator));
  }

  private static void refused(Reason reason, ThrowingCallable call) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(call)
        .satisfies(rejection -> assertThat(rejection.reason()).isEqualTo(reason));
  }
}
