package io.netledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.cli.Stage.Outcome;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.SandboxMode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code netledger run} and {@code exec} in real namespaces. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunTest {

  @RegisterExtension final Stage stage = new Stage();
  @RegisterExtension final Namespaces namespaces = new Namespaces();

  RunTest() throws IOException {}

  /** A network namespace whose file this process can see. */
  private String namespace() throws IOException, InterruptedException {
    long holder = namespaces.hold("ip link set lo mtu 4711", "--net");
    stage.sandboxes.netns = "/proc/" + holder + "/ns/net";
    return Files.readSymbolicLink(Path.of(stage.sandboxes.netns)).toString();
  }

  /** Calls netledger as a process, since the command's output is not ours. */
  private Process start(String... words) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "io.netledger.cli.Netledger"));
    line.addAll(List.of(words));
    var builder = new ProcessBuilder(line);
    builder.environment().putAll(stage.variables);
    return builder.start();
  }

  private Outcome call(String... words) throws IOException, InterruptedException {
    Process process = start(words);
    process.outputWriter().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // On a busy machine it says what it waits for.
    String err =
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
            .replaceAll("(?m)^….*\\R", "");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), out, err);
  }

  @Test
  void runsTheCommandInsideAndCleansUp() throws Exception {
    String inside = namespace();
    Outcome outcome =
        call(
            "run",
            "--network",
            "bridge",
            "--name",
            "web",
            "sh",
            "-c",
            "readlink /proc/self/ns/net; exit 7");
    assertThat(outcome).isEqualTo(new Outcome(7, inside + "\n", ""));
    assertThat(stage.ledger.sandboxes).isEmpty();
    assertThat(stage.ledger.endpoints).isEmpty();
  }

  @Test
  void connectsToBridgeUnlessToldOtherwise() throws Exception {
    namespace();
    assertThat(call("run", "--keep", "--name", "a", "--", "true").exitCode()).isZero();
    assertThat(call("run", "--keep", "--name", "b", "--network", "none", "true").exitCode())
        .isZero();
    assertThat(stage.ledger.endpoints)
        .singleElement()
        .satisfies(endpoint -> assertThat(endpoint.getSandbox()).isEqualTo("a"));
    assertThat(stage.ledger.sandboxes).hasSize(2);
  }

  @Test
  void asksForTheModeThatTheNetworkSays() throws Exception {
    namespace();
    assertThat(call("run", "--keep", "--name", "a", "--network", "host", "true").exitCode())
        .isZero();
    assertThat(call("run", "--keep", "--name", "b", "--network", "none", "true").exitCode())
        .isZero();
    assertThat(call("run", "--keep", "--name", "c", "true").exitCode()).isZero();
    assertThat(stage.ledger.sandboxes)
        .extracting(sandbox -> sandbox.getMode())
        .containsExactly(
            SandboxMode.SANDBOX_MODE_HOST,
            SandboxMode.SANDBOX_MODE_NONE,
            SandboxMode.SANDBOX_MODE_OWN);
    assertThat(stage.call("sandbox inspect -f {{.HostConfig.NetworkMode}} a b").out())
        .isEqualTo("host\nnone\n");
  }

  @Test
  void asksForAllThatTheLongFormSays() throws Exception {
    namespace();
    assertThat(
            call(
                    "run",
                    "--network",
                    "\"driver-opt=com.docker.network.endpoint.sysctls=net.ipv4.conf.IFNAME.a=1,net.ipv4.conf.IFNAME.b=2\""
                        + ",name=bridge,alias=db,ip=192.168.0.7,mac-address=02:42:00:00:00:07,link-local-ip=169.254.7.7"
                        + ",ifname=lan0,gw-priority=-3",
                    "true")
                .exitCode())
        .isZero();
    ConnectRequest asked = stage.ledger.last(ConnectRequest.class);
    assertThat(asked.getNetwork()).isEqualTo("bridge");
    assertThat(asked.getAliasesList()).containsExactly("db");
    assertThat(asked.getIpv4Address()).isEqualTo("192.168.0.7");
    assertThat(asked.getMacAddress()).isEqualTo("02:42:00:00:00:07");
    assertThat(asked.getLinkLocalAddressesList()).containsExactly("169.254.7.7");
    assertThat(asked.getInterfaceName()).isEqualTo("lan0");
    assertThat(asked.getGatewayPriority()).isEqualTo(-3);
    assertThat(asked.getSysctlsMap())
        .containsOnlyKeys("net.ipv4.conf.IFNAME.a", "net.ipv4.conf.IFNAME.b");
  }

  @Test
  void sharesTheNamespaceOfAnother() throws Exception {
    namespace();
    assertThat(stage.call("sandbox create web").exitCode()).isZero();
    assertThat(
            call("run", "--keep", "--name", "s", "--network", "container:web", "true").exitCode())
        .isZero();
    assertThat(stage.call("sandbox inspect -f {{.HostConfig.NetworkMode}} s").out())
        .isEqualTo("container:" + stage.ledger.id("web") + "\n");
    assertThat(stage.call("sandbox ls --format {{.Name}}={{.Mode}}").out())
        .contains("web=own", "s=container:web");
  }

  @Test
  void executesInASandboxThatIsThere() throws Exception {
    String inside = namespace();
    assertThat(stage.call("sandbox create web").exitCode()).isZero();
    assertThat(call("exec", "web", "--", "readlink", "/proc/self/ns/net"))
        .isEqualTo(new Outcome(0, inside + "\n", ""));
    assertThat(call("exec", "web", "cat", "/nowhere").exitCode()).isEqualTo(1);
  }

  @Test
  void passesOnExitCodesOfCommandsThatCannotBe() throws Exception {
    namespace();
    assertThat(call("run", "--", "/nowhere/at/all").exitCode()).isEqualTo(127);
    assertThat(call("run", "--", "/etc/passwd").exitCode()).isEqualTo(126);
    assertThat(call("run", "--", "sh", "-c", "kill -KILL $$").exitCode()).isEqualTo(137);
  }

  @Test
  void passesSignalsOnAndStaysToCleanUp() throws Exception {
    namespace();
    Process run =
        start(
            "run",
            "--",
            "sh",
            "-c",
            "trap 'echo caught; exit 9' TERM; echo up; while :; do sleep 0.05; done");
    assertThat(run.inputReader().readLine()).isEqualTo("up");
    run.toHandle().destroy(); // unlike Process.destroy, it leaves the streams open
    assertThat(run.inputReader().readLine()).isEqualTo("caught");
    assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).isEqualTo(9);
    assertThat(stage.ledger.sandboxes).isEmpty();
  }

  @Test
  void entersThroughTheHostThatHidesTheFile() throws Exception {
    insideAHost("--net", "--mount");
  }

  @Test
  void entersTheUserNamespaceOfANormalUsersHost() throws Exception {
    insideAHost("--user", "--map-root-user", "--net", "--mount");
  }

  /** A simulated host as deploy/up makes it: the sandbox's file is in a /run of its own. */
  private void insideAHost(String... options) throws IOException, InterruptedException {
    long holder =
        namespaces.hold(
            """
            set -e
            mount --make-rprivate / 2>/dev/null || true
            mount -t tmpfs tmpfs /run
            touch /run/web
            unshare --net sh -c 'ip link set lo mtu 4711; mount --bind /proc/self/ns/net /run/web'
            """,
            options);
    Path host = Files.createDirectories(stage.data().resolve("hosts/h1"));
    Files.writeString(host.resolve("holder.pid"), holder + "\n");
    stage.sandboxes.netns = "/run/web";
    Outcome outcome =
        call("run", "--", "sh", "-c", "pwd; cat /sys/class/net/lo/mtu; ip -o link show lo");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .startsWith(new File("").getAbsolutePath() + "\n")
        .contains("mtu 4711");
  }

  @Test
  void saysWhereItCannotGo() throws Exception {
    Outcome elsewhere = stage.call("run --name a -- true");
    assertThat(elsewhere.exitCode()).isEqualTo(125);
    assertThat(elsewhere.err()).contains("is on host h1", "/nowhere/at/all is not on this machine");
    Path host = Files.createDirectories(stage.data().resolve("hosts/h1"));
    Files.writeString(host.resolve("holder.pid"), "999999999");
    assertThat(stage.call("run --name b -- true").err())
        .contains("that holds host h1 is gone", "deploy/up");
    assertThat(stage.call("run --host away -- true").err())
        .contains("container made-up is not running: host away has not made it ready");
    assertThat(stage.ledger.sandboxes).as("what was made for it is gone again").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "run --network host --network bridge -- true, 125, conflicting options: cannot attach both user-defined",
    "run --network container:nope -- true, 125, No such container",
    "run --network container: -- true, 125, no sandbox is named",
    "run --network container:web --network bridge -- true, 125, conflicting options",
    "run --network none --network bridge -- true, 125, is on no other network",
    "run --network a --network b --ip 10.0.0.1 -- true, 125, exactly one --network",
    "run --keep --rm -- true, 125, exclude each other",
    "run --network nope -- true, 125, network nope not found",
    "run --network name=a;gw-priority=x -- true, 125, expected a whole number",
    "run --network name=a;colour=red -- true, 125, invalid field key colour",
    "run --network ip=10.0.0.7 -- true, 125, no name=",
    "run --network a --network b --gw-priority 1 -- true, 125, exactly one --network",
    "run --driver-opt foo=bar -- true, 125, driver option \"foo\" is not known",
    "run, 1, requires at least 1 argument",
    "exec nope true, 1, No such container: nope"
  })
  void refusesClearly(String words, int exitCode, String complaint) {
    Outcome outcome = stage.call(words.replace(';', ','));
    assertThat(outcome.err()).contains(complaint);
    assertThat(outcome.exitCode()).isEqualTo(exitCode);
    assertThat(stage.ledger.sandboxes).isEmpty();
  }

  @Test
  void findsTheDataWhereTheServiceIs() {
    stage.variables.clear();
    stage.variables.putAll(Map.of("NETLEDGER_SERVICE", stage.socket("network.sock").toString()));
    assertThat(stage.call("pool ls").exitCode()).as("ipam.sock lies beside it").isZero();
  }
}
