package io.netledger.deploy.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A simulated host: a network namespace and a mount namespace with a /run of its own. A sleeping
 * process holds them, so that they stay as they are when the agent is killed; when the holder goes,
 * the host is off, and its kernel state is gone.
 */
final class HostNamespace implements Host {

  /**
   * What a machine has done by itself before its agent starts. With /sys from the new network
   * namespace, its own devices are seen there; where that is forbidden, the old one stays.
   */
  private static final String BOOT =
      """
      mount -t tmpfs -o mode=755 tmpfs /run && mkdir /run/netledger &&
      { mount -t sysfs sysfs /sys 2>/dev/null || true; } &&
      ip link set lo up && exec sleep infinity
      """;

  private final String name;
  private final DataDirectory data;

  HostNamespace(String name, DataDirectory data) {
    this.name = name;
    this.data = data;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int number() {
    return Integer.parseInt(name.replaceFirst(".*-", ""));
  }

  @Override
  public Path bootIdFile() {
    return data.bootId(name);
  }

  @Override
  public Optional<String> underlayAddress() {
    return Optional.of(Underlay.address(this));
  }

  @Override
  public List<String> entry() {
    long holder = holder().orElseThrow(() -> new Failure(name + " is off")).pid();
    List<String> entry =
        new ArrayList<>(List.of("nsenter", "--target=" + holder, "--net", "--mount"));
    if (UserNamespace.existing(data).isPresent()) {
      entry.addAll(List.of("--user", "--preserve-credentials"));
    }
    entry.add("--");
    return entry;
  }

  /** The process that keeps it on; empty: it is off. */
  Optional<RecordedProcess> holder() {
    return RecordedProcess.in(data.process(name));
  }

  /** Switches it on, with a new boot id. */
  void boot(UserNamespace user) {
    DurableFile.write(bootIdFile(), UUID.randomUUID() + "\n");
    Command command =
        Command.of(
                "unshare", "--net", "--mount", "--propagation", "private", "--", "sh", "-c", BOOT)
            .after(user.entry());
    RecordedProcess holder = Holder.start(name, command, data.process(name), data.log(name));
    DurableFile.write(data.holder(name), holder.pid() + "\n");
  }

  /**
   * Switches it off as if the power went: every process in its namespaces and in those of its
   * sandboxes ends.
   */
  void powerOff() {
    List<RecordedProcess> anchors = new ArrayList<>();
    holder().ifPresent(anchors::add);
    RecordedProcess.in(data.process(agentName())).ifPresent(anchors::add);
    Namespaces.membersOf(anchors).forEach(RecordedProcess::kill);
    anchors.forEach(RecordedProcess::kill);
  }
}
