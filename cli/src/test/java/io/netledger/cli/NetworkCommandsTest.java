package io.netledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.cli.Stage.Outcome;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.ListNetworksRequest;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code netledger network} … */
class NetworkCommandsTest {

  private static final String INSPECTED =
      """
      [
          {
              "Name": "br0",
              "Id": "NETWORK-ID",
              "Created": "2026-01-01T00:00:00.500Z",
              "Scope": "local",
              "Driver": "bridge",
              "EnableIPv6": false,
              "IPAM": {
                  "Driver": "default",
                  "Options": {},
                  "Config": [
                      {
                          "Subnet": "192.168.0.0/16",
                          "Gateway": "192.168.0.1"
                      }
                  ]
              },
              "Internal": false,
              "Attachable": false,
              "Ingress": false,
              "ConfigFrom": {
                  "Network": ""
              },
              "ConfigOnly": false,
              "Containers": {
                  "SANDBOX-ID": {
                      "Name": "web",
                      "EndpointID": "ENDPOINT-ID",
                      "MacAddress": "02:42:c0:a8:00:02",
                      "IPv4Address": "192.168.0.2/16",
                      "IPv6Address": ""
                  }
              },
              "Options": {
                  "com.docker.network.driver.mtu": "1400"
              },
              "Labels": {
                  "k": "v"
              }
          }
      ]
      """;

  @RegisterExtension final Stage stage = new Stage();

  NetworkCommandsTest() throws IOException {}

  private Outcome ok(String words) {
    Outcome outcome = stage.call(words);
    assertThat(outcome.exitCode()).as(words + ": " + outcome.err()).isZero();
    return outcome;
  }

  @Test
  void createPrintsTheIdAndAsksForAllThatWasSaid() {
    Outcome made =
        ok(
            "network create --driver=bridge --subnet=192.168.0.0/16 --gateway 192.168.0.9 --internal"
                + " --label a=1 --label b --opt mtu=1400 --reason why --request-id r1 br0");
    assertThat(made).isEqualTo(new Outcome(0, stage.ledger.id("br0") + "\n", ""));
    var asked = stage.ledger.last(CreateNetworkRequest.class);
    assertThat(asked.getSubnets(0).getGateway()).isEqualTo("192.168.0.9");
    assertThat(asked.getLabelsMap()).containsEntry("a", "1").containsEntry("b", "");
    assertThat(asked.getOptionsMap()).containsEntry("mtu", "1400");
    assertThat(asked.getInternal()).isTrue();
    assertThat(asked.getReason()).isEqualTo("why");
    assertThat(asked.getRequestId()).isEqualTo("r1");
  }

  @Test
  void createIsRefusedInDockersWords() {
    var _ = ok("network create br0");
    assertThat(stage.call("network create br0"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                """
                Error response from daemon: network with name br0 already exists: the name br0 is taken
                Choose another name, or remove the one that has it.
                """));
    assertThat(stage.call("network create bridge").err())
        .startsWith(
            "Error response from daemon: operation is not permitted on predefined bridge network");
    assertThat(stage.call("network create -d nope x").err())
        .startsWith(
            "Error response from daemon: plugin \"nope\" not found: there is no driver nope");
    assertThat(stage.call("network create --gateway 10.0.0.1 x"))
        .isEqualTo(
            new Outcome(1, "", "every ip-range or gateway must have a corresponding subnet\n"));
  }

  @Test
  void lsShowsAllPagesByName() {
    var _ = ok("network create --label z=1 a1");
    var _ = ok("network create a0");
    assertThat(ok("network ls").out().lines().map(line -> line.substring(15)))
        .containsExactly(
            "NAME      DRIVER    SCOPE",
            "a0        bridge    local",
            "a1        bridge    local",
            "bridge    bridge    local",
            "none      none      local");
    assertThat(ok("network ls -q").out().lines().map(String::length)).containsOnly(12);
    assertThat(ok("network ls -q --no-trunc").out().lines().map(String::length)).containsOnly(64);
    assertThat(stage.call("", "network", "ls", "--format", "{{.Name}} {{.Label \"z\"}}").out())
        .isEqualTo("a0 \na1 1\nbridge \nnone \n");
    assertThat(ok("network list --format json").out().lines().skip(1).findFirst())
        .hasValue(
            "{\"CreatedAt\":\"2026-01-01T00:00:00.500Z\",\"Driver\":\"bridge\",\"ID\":\""
                + stage.ledger.id("a1").substring(0, 12)
                + "\",\"IPv4\":\"true\",\"IPv6\":\"false\",\"Internal\":\"false\",\"Labels\":\"z=1\","
                + "\"Name\":\"a1\",\"Scope\":\"local\"}");
    var _ = ok("network ls -f driver=bridge --filter label=z");
    assertThat(stage.ledger.last(ListNetworksRequest.class).getFilterList())
        .containsExactly("driver=bridge", "label=z");
  }

  @Test
  void inspectHasTheShapeOfDockers() {
    var _ =
        ok(
            "network create --subnet 192.168.0.0/16 --gateway 192.168.0.1 -o mtu=1400 --label k=v br0");
    var _ = ok("sandbox create web");
    var _ = ok("network connect br0 web");
    assertThat(ok("network inspect br0").out())
        .isEqualTo(
            INSPECTED
                .replace("NETWORK-ID", stage.ledger.id("br0"))
                .replace("SANDBOX-ID", stage.ledger.id("web"))
                .replace("ENDPOINT-ID", stage.ledger.id("br0web")));
  }

  @Test
  void inspectShowsWhatIsThereAndSaysWhatIsNot() {
    assertThat(stage.call("network inspect nope"))
        .isEqualTo(
            new Outcome(
                1,
                "[]\n",
                """
                Error response from daemon: network nope not found: nothing is named nope
                See the networks there are: netledger network ls
                """));
    Outcome some = stage.call("network inspect -f {{.Name}} bridge nope none");
    assertThat(some.exitCode()).isEqualTo(1);
    assertThat(some.out()).isEqualTo("bridge\nnone\n");
    assertThat(stage.call("", "network", "inspect", ""))
        .isEqualTo(new Outcome(1, "[]\n", "invalid network name or ID: value is empty\n"));
    assertThat(stage.call("network inspect -f {{.Name bridge").exitCode()).isEqualTo(64);
    assertThat(stage.call("network inspect -f {{.Nope}} bridge").exitCode()).isEqualTo(1);
  }

  @Test
  void connectAndDisconnectAreSilent() {
    var _ = ok("network create --subnet 192.168.0.0/16 br0");
    var _ = ok("sandbox create web");
    assertThat(ok("network connect --ip 192.168.0.7 --alias a --alias b --wait 2m br0 web"))
        .isEqualTo(new Outcome(0, "", ""));
    var asked = stage.ledger.last(ConnectRequest.class);
    assertThat(asked.getIpv4Address()).isEqualTo("192.168.0.7");
    assertThat(asked.getAliasesList()).containsExactly("a", "b");
    assertThat(asked.getWait().getSeconds()).isEqualTo(120);
    assertThat(stage.call("network connect br0 web").err())
        .isEqualTo(
            "Error response from daemon: endpoint with name web already exists in network br0: they are connected"
                + " already\n");
    assertThat(ok("network disconnect -f br0 web")).isEqualTo(new Outcome(0, "", ""));
    assertThat(stage.ledger.last(DisconnectRequest.class).getForce()).isTrue();
    assertThat(stage.call("network disconnect br0 web").err())
        .startsWith("Error response from daemon: container web is not connected to network br0");
    assertThat(stage.call("network connect br0 nope").err())
        .startsWith("Error response from daemon: No such container: nope");
  }

  @Test
  void connectSaysWhenTheHostIsAway() {
    var _ = ok("sandbox create --host away far");
    assertThat(ok("network connect bridge far").err())
        .contains("far is not connected yet: it will be as soon as host away does so");
  }

  @Test
  void rmRemovesEachThatItCan() {
    var _ = ok("network create a");
    var _ = ok("network create b");
    Outcome outcome = stage.call("network rm nope a nope2 b bridge");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEqualTo("a\nb\n");
    assertThat(outcome.err())
        .contains("network nope not found", "network nope2 not found")
        .contains("bridge is a pre-defined network and cannot be removed\n");
  }

  @Test
  void rmRefusesWhatIsInUseUnlessForced() {
    var _ = ok("network create a");
    var _ = ok("sandbox create web");
    var _ = ok("network connect a web");
    assertThat(stage.call("network rm a"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                """
                Error response from daemon: a has active endpoints: web
                Disconnect them first, or do both: netledger network rm -f a
                """));
    assertThat(ok("network rm -f nope a --request-id q").out()).isEqualTo("a\n");
    assertThat(stage.ledger.last(RemoveNetworkRequest.class).getRequestId()).isEqualTo("q.a");
    assertThat(stage.ledger.endpoints).isEmpty();
  }

  @Test
  void pruneAsksAfterShowingWhatWouldGo() {
    var _ = ok("network create a");
    Outcome no = stage.call("n\n", "network", "prune");
    assertThat(no.out()).isEmpty();
    assertThat(no.err())
        .contains("not used by at least one sandbox:\n  a\n")
        .contains("Are you sure you want to continue? [y/N] ")
        .endsWith("Nothing was removed.\n");
    assertThat(stage.call("", "network", "prune").err()).endsWith("Nothing was removed.\n");
    assertThat(stage.ledger.networks).extracting(Network::getName).contains("a");
    assertThat(stage.call("y\n", "network", "prune").out()).isEqualTo("Deleted Networks:\na\n\n");
    assertThat(stage.call("y\n", "network", "prune").err())
        .isEqualTo("There is no unused network.\n");
  }

  @Test
  void pruneDoesNotAskWhenForced() {
    var _ = ok("network create a");
    assertThat(ok("network prune -f --filter until=24h"))
        .isEqualTo(new Outcome(0, "Deleted Networks:\na\n\n", ""));
  }
}
