package io.netledger.deploy.local.bench;

import io.netledger.deploy.local.witness.Shell;
import java.util.List;

/**
 * The switch that the simulated hosts are plugged into, in a namespace of its own. A peer's hosts
 * are plugged into the same one, so that the same wire carries the packets of both.
 *
 * @param holder the process that keeps its namespace
 */
public record Wire(long holder) {

  /** Gives the network namespace of a process an eth0 with 198.18.0.{@code number}. */
  String plugIn(long process, int number) {
    String port = "port-" + number;
    String address = "198.18.0." + number;
    var wire = new Shell(List.of("nsenter", "--target=" + holder, "--net", "--"));
    var end = new Shell(List.of("nsenter", "--target=" + process, "--net", "--"));
    var _ =
        wire.run(
            "ip link add %s master switch up type veth peer name eth0 netns %d"
                .formatted(port, process));
    var _ = end.run("ip address add " + address + "/24 dev eth0 && ip link set eth0 up");
    return address;
  }
}
