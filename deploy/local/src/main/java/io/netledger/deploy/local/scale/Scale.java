package io.netledger.deploy.local.scale;

import io.netledger.deploy.local.witness.Resident;
import io.netledger.deploy.local.witness.Shell;
import io.netledger.deploy.local.witness.Steps;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireChannel;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** The whole run: everything is made, reached, left without its agent for a while, and removed. */
public final class Scale {

  private static final double REMOVAL_SECONDS = 30;

  private final Stage stage;
  private final Plan plan;
  private final Layout layout;
  private final Report report;
  private final Steps steps;
  private final Crew crew;
  private final Kernel kernel;

  public Scale(Stage stage, Plan plan, PrintStream out) {
    this.stage = stage;
    this.plan = plan;
    layout = new Layout(plan.sandboxes());
    report = new Report(out);
    steps = new Steps(out);
    crew = new Crew(plan.callers(), steps);
    kernel = new Kernel(new Shell(stage.onHost()));
  }

  /**
   * Runs, prints what was found and how long it took, and answers whether all is well.
   *
   * @throws IllegalStateException if something is refused that all else needs
   */
  public boolean run() {
    Outside.make(new Shell(stage.onHost()));
    Set<String> empty = kernel.all();
    try (var channel = WireChannel.open(new WireAddress.Unix(stage.networkService()));
        var crowd = CrowdProcess.start(stage, steps)) {
      var town = new Town(channel.grpc());
      List<Box> boxes = build(town);
      memory("with all endpoints");
      var reach = new Reach(layout, boxes, crowd, new Shell(stage.onHost()), report, steps);
      reach.serve();
      reach.all();
      new Restart(stage, town, crowd, kernel, report, steps).run(boxes);
      reach.again();
      memory("after its restart");
      remove(town, empty);
      memory("when all is removed");
    }
    return report.end(plan.strict());
  }

  private List<Box> build(Town town) {
    List<Layout.Net> networks = layout.networks();
    double made = crew.each("networks", networks.size(), net -> town.network(networks.get(net)));
    report.figure(networks.size() + " networks made", made, "s");
    int all = plan.sandboxes();
    var paths = new AtomicReferenceArray<String>(all);
    made = crew.each("sandboxes", all, n -> paths.set(n, town.sandbox(layout.name(n))));
    report.figure(all + " sandboxes made", made, "s");
    var boxes = new AtomicReferenceArray<Box>(all);
    made =
        crew.each(
            "sandboxes connected, two networks each",
            all,
            n -> {
              String name = layout.name(n);
              String front = town.publish(layout.front(n), name, layout.hostPort(n));
              String back = town.connect(layout.back(n), name);
              boxes.set(n, new Box(n, name, paths.get(n), front, back));
            });
    report.figure(2 * all + " endpoints attached", made, "s");
    report.figure("connects", 2 * all / made, "per second");
    report.check(
        "ip sees two endpoints of each sandbox on the host",
        kernel.endpoints() == 2 * all,
        kernel.endpoints() + " endpoints");
    report.check(
        "nft leads a port of the host to each sandbox",
        kernel.published() == all,
        kernel.published() + " ports");
    return IntStream.range(0, all).mapToObj(boxes::get).toList();
  }

  private void remove(Town town, Set<String> empty) {
    int all = plan.sandboxes();
    long begin = System.nanoTime();
    crew.each("sandboxes removed", all, number -> town.removeSandbox(layout.name(number)));
    town.removeSandbox(Restart.LATE);
    List<Layout.Net> networks = layout.networks();
    crew.each(
        "networks removed",
        networks.size(),
        number -> town.removeNetwork(networks.get(number).name()));
    report.target(
        all + " sandboxes and " + networks.size() + " networks removed",
        (System.nanoTime() - begin) / 1e9,
        REMOVAL_SECONDS);
    report.none("network-service has none of them any more", town.left());
    Set<String> left = new TreeSet<>(kernel.all());
    left.removeAll(empty);
    report.none("ip and nft see nothing of ours on the host", left);
    Set<String> gone = new TreeSet<>(empty);
    gone.removeAll(kernel.all());
    report.none("ip and nft see all that was there before", gone);
  }

  private void memory(String when) {
    report.figure(
        "driver-agent's resident memory " + when, Resident.megabytes(stage.agent()), "MB");
  }
}
