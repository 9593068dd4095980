package io.netledger.cli;

import io.netledger.cli.session.Console;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fake services on real UNIX sockets, where the conventions of deploy/up expect them, and a
 * terminal to call from.
 */
final class Stage implements AfterEachCallback {

  /** What a call left behind. */
  record Outcome(int exitCode, String out, String err) {}

  final FakeLedger ledger = new FakeLedger();
  final FakeSandboxes sandboxes = new FakeSandboxes(ledger);
  final FakeLog networkLog = new FakeLog("network-service", 7);
  final FakeHistory networkHistory = new FakeHistory(ledger, networkLog);
  final FakeHistory ipamHistory = new FakeHistory(ledger, new FakeLog("ipam-service", 4));
  final FakeServices services = new FakeServices();
  final Map<String, String> variables = new HashMap<>();

  private final Path data;
  private final WireServer network;
  private final WireServer ipam;

  Stage() throws IOException {
    data = Files.createTempDirectory("netledger-cli");
    variables.put("NETLEDGER_DATA", data.toString());
    Files.createDirectories(data.resolve("run"));
    network =
        WireServer.start(
            socket("network.sock"),
            List.of(
                new FakeNetworks(ledger),
                sandboxes,
                services,
                new FakeSandboxes.Hosts(ledger),
                networkHistory));
    ipam = WireServer.start(socket("ipam.sock"), List.of(new FakePools(ledger), ipamHistory));
  }

  Path data() {
    return data;
  }

  WireAddress socket(String name) {
    return new WireAddress.Unix(data.resolve("run").resolve(name));
  }

  /** Calls netledger with words separated by blanks. */
  Outcome call(String words) {
    return call("", words.split(" "));
  }

  /** Calls netledger with something on its standard input. */
  Outcome call(String in, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var console =
        new Console(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            variables,
            () -> false);
    int exitCode = Netledger.run(console, words);
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    network.close();
    ipam.close();
    try (var files = Files.walk(data)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
