package io.netledger.deploy.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The wire that simulated hosts are on: a network namespace with a switch, into which the eth0 of
 * each host is plugged. A sleeping process holds it. The switch is a neighbour too: 198.18.0.254
 * and fd00:198:18::254, of the addresses that are for laboratories (RFC 2544) and for private use.
 */
final class Underlay {

  /** The process that holds it. */
  static final String NAME = "underlay";

  private static final String MAKE =
      """
      ip link set lo up && ip link add switch type bridge &&
      ip address add 198.18.0.254/24 dev switch &&
      { ip address add fd00:198:18::254/64 dev switch nodad || true; } &&
      ip link set switch up && exec sleep infinity
      """;

  /**
   * Once plugged in, eth0 goes with either of the two namespaces; with that of a host that was
   * switched off a moment later, so its port may still be there.
   */
  private static final String PLUG_IN =
      """
      ip link show eth0 >/dev/null 2>&1 || {
        tries=0
        until ip link add eth0 type veth peer name "$2" netns "$1"; do
          tries=$((tries + 1)) && [ "$tries" -lt 50 ] && sleep 0.1 || exit 1
        done
        ip address add "198.18.0.$3/24" dev eth0 &&
        { ip address add "fd00:198:18::$3/64" dev eth0 nodad || true; } &&
        ip link set eth0 up
      }
      """;

  private final RecordedProcess holder;
  private final UserNamespace user;

  private Underlay(RecordedProcess holder, UserNamespace user) {
    this.holder = holder;
    this.user = user;
  }

  /** That of this deployment, made if missing. */
  static Underlay of(DataDirectory data, UserNamespace user) {
    Path record = data.process(NAME);
    RecordedProcess holder =
        RecordedProcess.in(record)
            .orElseGet(() ->
                Holder.start(
                    NAME,
                    Command.of("unshare", "--net", "--", "sh", "-c", MAKE).after(user.entry()),
                    record,
                    data.log(NAME)));
    return new Underlay(holder, user);
  }

  /** 198.18.0.N of host-N. */
  static String address(HostNamespace host) {
    return "198.18.0." + host.number();
  }

  /** Gives the host its eth0, unless it has one: 198.18.0.N for host-N. */
  void plugIn(HostNamespace host) {
    String number = Integer.toString(host.number());
    String port = "port-" + number;
    run(
        host,
        Command.of("sh", "-c", PLUG_IN, "sh", Long.toString(holder.pid()), port, number)
            .after(host.entry()));
    List<String> entry = new ArrayList<>(user.entry());
    entry.addAll(List.of("nsenter", "--target=" + holder.pid(), "--net", "--"));
    run(host, Command.of("ip", "link", "set", port, "master", "switch", "up").after(entry));
  }

  private static void run(HostNamespace host, Command command) {
    Command.Outcome outcome = command.run();
    if (!outcome.success()) {
      throw new Failure(host.name() + " cannot be plugged in: " + outcome.output());
    }
  }

  static void end(DataDirectory data) {
    RecordedProcess.in(data.process(NAME)).ifPresent(RecordedProcess::kill);
  }
}
