package io.netledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.cli.Stage.Outcome;
import io.netledger.proto.history.v1.ListEventsRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.DrainHostRequest;
import io.netledger.proto.network.v1.RemoveHostRequest;
import io.netledger.proto.network.v1.UndrainHostRequest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The other nouns … */
class OtherCommandsTest {

  @RegisterExtension final Stage stage = new Stage();

  OtherCommandsTest() throws IOException {}

  private String ok(String words) {
    Outcome outcome = stage.call(words);
    assertThat(outcome.exitCode()).as(words + ": " + outcome.err()).isZero();
    return outcome.out();
  }

  @Test
  void sandboxesAreMadeShownAndRemoved() {
    assertThat(ok("sandbox create --network bridge --label app=shop --pid 17 web"))
        .isEqualTo(stage.ledger.id("web") + "\n");
    assertThat(stage.ledger.last(CreateSandboxRequest.class).getPid()).isEqualTo(17);
    assertThat(ok("sandbox ls").lines().map(line -> line.substring(15)))
        .containsExactly(
            "NAME      HOST      STATE     MODE      ENDPOINTS   PORTS",
            "web       h1        ready     own       0           ");
    assertThat(
            stage.call(
                "",
                "sandbox",
                "inspect",
                "-f",
                "{{range $n, $e := .NetworkSettings.Networks}}{{$n}} ip={{$e.IPAddress}}/{{$e.IPPrefixLen}}"
                    + " gw={{$e.Gateway}}{{end}} {{.State}}",
                "web"))
        .isEqualTo(new Outcome(0, "bridge ip=192.168.0.2/16 gw=192.168.0.1 ready\n", ""));
    assertThat(stage.call("sandbox rm web").err())
        .contains("web is connected")
        .contains("netledger sandbox rm -f web");
    assertThat(ok("sandbox rm -f web")).isEqualTo("web\n");
    assertThat(stage.call("sandbox inspect web").err()).contains("No such container: web");
  }

  @Test
  void sandboxesOfOneNameAreRefused() {
    var _ = ok("sandbox create web");
    assertThat(stage.call("sandbox create web").err())
        .startsWith("Error response from daemon: Conflict. The name \"web\" is already in use");
    assertThat(stage.call("sandbox create --netns /x --pid 1 web").exitCode()).isEqualTo(125);
  }

  @Test
  void endpointsAreListed() {
    var _ = ok("sandbox create --network bridge web");
    assertThat(ok("endpoint ls").lines().skip(1).findFirst().orElseThrow().split(" +"))
        .contains("bridge", "web", "h1", "eth0", "192.168.0.2/16", "attached");
  }

  @Test
  void portsArePublishedAndShown() {
    var _ = ok("sandbox create web");
    var _ =
        ok(
            "network connect -p 0.0.0.0:8080-8081:80-81 --publish [2001:db8::1]:53:53/udp bridge web");
    assertThat(ok("endpoint ls --format {{.Ports}}"))
        .isEqualTo("0.0.0.0:8080-8081->80-81/tcp, [2001:db8::1]:53->53/udp\n");
    assertThat(ok("sandbox ls --format {{.Ports}}"))
        .isEqualTo("0.0.0.0:8080-8081->80-81/tcp, [2001:db8::1]:53->53/udp\n");
    assertThat(ok("sandbox inspect web"))
        .contains("\"80/tcp\": [", "\"HostIp\": \"0.0.0.0\",", "\"HostPort\": \"8080\"");
    assertThat(ok("network inspect bridge")).contains("\"HostPort\": \"8081\"");
    assertThat(stage.call("network connect -p 80:x bridge web"))
        .satisfies(outcome -> assertThat(outcome.exitCode()).isEqualTo(125))
        .satisfies(outcome -> assertThat(outcome.err()).startsWith("invalid containerPort: x"));
  }

  @Test
  void hostsAreShown() {
    assertThat(ok("host ls").lines().skip(1).findFirst().orElseThrow().split(" +"))
        .startsWith("h1", "connected", "0", "0", "7/8", "1", "3")
        .endsWith("ipvlan,vlan");
    assertThat(ok("host inspect h1"))
        .contains("\"AppliedRevision\": 7,", "\"ipvlan\": \"Unknown device type\"")
        .contains("\"Lag\": 1,", "\"Found\": \"bridge br-1 was gone\"", "\"Repaired\": true");
    assertThat(stage.call("host inspect h2").err())
        .isEqualTo(
            "Error response from daemon: no host is named h2\nSee the hosts there are: netledger host ls\n");
  }

  @Test
  void hostsAreTakenOutOfUse() {
    assertThat(ok("host drain --reason disks h1")).isEqualTo("h1\n");
    assertThat(stage.ledger.last(DrainHostRequest.class).getReason()).isEqualTo("disks");
    assertThat(ok("host undrain --etag h1-7 h1")).isEqualTo("h1\n");
    assertThat(stage.ledger.last(UndrainHostRequest.class).getEtag()).isEqualTo("h1-7");
    assertThat(stage.call("host rm h1").err())
        .isEqualTo(
            """
            Error response from daemon: host h1 has sandboxes: web
            Remove them first, or give them up with the host: netledger host rm -f h1
            """);
    assertThat(stage.call("host rm -f --dry-run h1"))
        .isEqualTo(new Outcome(0, "h1\n", "sandbox web\n  on network br0 192.168.0.2/16\n"));
    assertThat(stage.ledger.last(RemoveHostRequest.class).getValidateOnly()).isTrue();
  }

  @Test
  void poolsAndAddressesAreListed() {
    assertThat(ok("pool ls").lines().skip(1).findFirst().orElseThrow().split(" +"))
        .containsExactly(
            "abababababab",
            "192.168.0.0/16",
            "192.168.0.0/16",
            "192.168.0.1",
            "1",
            "65532",
            "cdcdcdcdcdcd");
    assertThat(ok("address ls")).contains("192.168.0.2/16   efefefefefef");
  }

  @Test
  void historyIsATableOrJson() {
    assertThat(ok("history"))
        .isEqualTo(
            """
            REVISION   TIME                   ACTOR        EVENT            WHAT
            1          2026-01-01T00:00:01Z   unix:alice   RequestRefused   refused 1
            2          2026-01-01T00:00:02Z   unix:alice   RequestRefused   refused 2
            """);
    assertThat(ok("history --log ipam --format json").lines().findFirst().orElseThrow())
        .contains("\"Revision\":\"1\"", "\"Hash\":\"01ab\"")
        .endsWith("\"Payload\":{\"errorReason\":\"NAME_TAKEN\",\"message\":\"no\"}}");
  }

  @Test
  void historyFollows() {
    assertThat(ok("history --follow --after 1"))
        .isEqualTo(
            "2         2026-01-01T00:00:02Z           unix:alice        RequestRefused      refused 2\n");
    assertThat(ok("history --follow --format {{.Revision}}")).isEqualTo("1\n2\n");
  }

  @Test
  void historyFindsAThingByItsName() {
    var _ = ok("history network/bridge -f type=NetworkCreated");
    assertThat(stage.ledger.last(ListEventsRequest.class).getFilterList())
        .containsExactly("type=NetworkCreated", "stream=network/" + stage.ledger.id("bridge"));
    assertThat(stage.call("history bridge").exitCode()).isEqualTo(125);
    assertThat(stage.call("history network/nope").err()).contains("network nope not found");
  }

  @Test
  void versionTellsWhetherTheServiceAnswers() {
    assertThat(ok("version")).contains("Version:", "Revision:  42");
    assertThat(ok("--service " + stage.socket("network.sock") + " version"))
        .contains("Revision:  42");
  }

  @Test
  void aServiceThatIsNotThereIsSaidWithItsAddress() {
    Outcome outcome = stage.call("network ls --service unix:/nowhere/run/network.sock");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .startsWith(
            "Cannot connect to the Netledger network-service at unix:/nowhere/run/network.sock: there is no such"
                + " socket.")
        .contains("deploy/up");
    assertThat(stage.call("network ls --service tcp:127.0.0.1:1").err())
        .startsWith(
            "tcp:127.0.0.1:1 answers nobody without a certificate: give --cert, --key and --ca")
        .contains("deploy/certificate");
    assertThat(stage.call("network ls --service http://x").exitCode()).isEqualTo(125);
  }

  @Test
  void completionKnowsTheCommands() {
    assertThat(ok("completion")).contains("disconnect", "--aux-address");
  }
}
