package io.netledger.deploy.local;

import static java.util.stream.Collectors.joining;

import io.netledger.eventstore.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole deployment on this machine. It keeps nothing in memory from one command to the next:
 * what runs is in /proc, and which process is which part is written down. So {@link #up} is also
 * the cure: it starts what is dead and leaves alone what lives.
 */
final class Machine implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(30);

  private final DataDirectory data;
  private final CacheDirectory cache;
  private final boolean root;
  private final Progress progress;
  private final FileChannel lock;

  private Machine(DataDirectory data, boolean root, Progress progress, FileChannel lock) {
    this.data = data;
    this.cache = CacheDirectory.standard(System.getenv(), data);
    this.root = root;
    this.progress = progress;
    this.lock = lock;
  }

  /** The deployment in {@code data}; waits until no other command works on it. */
  static Machine open(DataDirectory data, boolean root, Progress progress) {
    data.prepare();
    try {
      var lock = FileChannel.open(data.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock.tryLock() == null) {
        progress.say("another command is at work in " + data.path() + ", waiting for it");
        lock.lock();
      }
      return new Machine(data, root, progress, lock);
    } catch (IOException e) {
      throw new Failure("the lock " + data.lock() + " cannot be taken", e);
    }
  }

  /** As below, on TCP and as often as the last time. */
  void up(HostChoice choice) {
    up(choice, Optional.empty(), Optional.empty());
  }

  /** Starts what does not run, and returns when everything is ready. */
  void up(HostChoice choice, Optional<TcpPlace> tcp, Optional<Replication> replication) {
    UserNamespace.check(root);
    tcp.ifPresent(this::listen);
    replication.ifPresent(this::multiply);
    data.certificates().prepare(Programs.IPAM_SERVICE, Programs.NETWORK_SERVICE);
    List<Host> hosts = choose(choice);
    List<Part> parts = new ArrayList<>();
    var programs = new Programs(data, cache);
    long begin = System.nanoTime();
    var postgres = EmbeddedPostgres.open(data.postgres(), cache.path());
    String ipam = Programs.IPAM_DATABASE;
    String network = Programs.NETWORK_DATABASE;
    parts.addAll(programs.ipamServices(postgres.database(ipam), postgres.passwordFile(ipam)));
    parts.addAll(
        programs.networkServices(
            postgres.database(network),
            postgres.passwordFile(network),
            choice instanceof HostChoice.Empty));
    progress.done(Programs.POSTGRESQL, "ready", begin, "127.0.0.1:" + postgres.port());
    postgres.leaveRunning();
    hosts.forEach(this::bootIfOff);
    hosts.forEach(host -> parts.add(programs.agent(host)));
    new Start(data, progress).all(parts);
  }

  private void listen(TcpPlace place) {
    boolean same = TcpPlace.in(data.tcp()).filter(place::equals).isPresent();
    if (!same && process(Programs.NETWORK_SERVICE).isPresent()) {
      throw new Failure(
          "network-service runs, and does not listen on "
              + place.service()
              + ": deploy/down first");
    }
    place.write(data.tcp());
  }

  /** Who runs knows the others by its command line, so the number is that of a new start. */
  private void multiply(Replication wanted) {
    Replication before = Replication.in(data.replicas());
    if (!before.equals(wanted) && process(Programs.NETWORK_SERVICE).isPresent()) {
      throw new Failure("each service runs " + before.count() + " times: deploy/down first");
    }
    wanted.write(data.replicas());
  }

  /** Stops every part; the data stays. */
  void down() {
    List<Host> hosts = hosts();
    List<String> names = new ArrayList<>(hosts.stream().map(Host::agentName).toList());
    Replication replication = Replication.in(data.replicas());
    names.addAll(replication.names(Programs.NETWORK_SERVICE));
    names.addAll(replication.names(Programs.IPAM_SERVICE));
    long asked = System.nanoTime();
    Map<String, RecordedProcess> running = new LinkedHashMap<>();
    names.forEach(name -> process(name).ifPresent(process -> running.put(name, process)));
    running.values().forEach(RecordedProcess::ask);
    running.forEach((name, process) -> awaitEnd(name, process, asked));
    hosts.forEach(this::switchOff);
    Underlay.end(data);
    long begin = System.nanoTime();
    EmbeddedPostgres.stop(data.postgres(), cache.path());
    progress.done(Programs.POSTGRESQL, "stopped", begin, "");
    UserNamespace.existing(data).ifPresent(RecordedProcess::kill);
  }

  /**
   * Takes the power of a simulated host away and gives it back: another boot id, an empty kernel, a
   * new agent.
   */
  void reboot(String name) {
    HostNamespace host =
        hosts().stream()
            .filter(each -> each.name().equals(name))
            .filter(HostNamespace.class::isInstance)
            .map(HostNamespace.class::cast)
            .findFirst()
            .orElseThrow(() ->
                new Failure("there is no simulated host " + name + "; there are " + hostNames()));
    host.powerOff();
    bootIfOff(host);
    new Start(data, progress).all(List.of(new Programs(data, cache).agent(host)));
  }

  /** The hosts there are, in order. */
  List<Host> hosts() {
    try {
      return Files.exists(data.hosts())
          ? Files.readAllLines(data.hosts()).stream().map(this::host).toList()
          : List.of();
    } catch (IOException e) {
      throw new Failure(data.hosts() + " cannot be read", e);
    }
  }

  /** Writes down which hosts there shall be, and switches off those that shall not. */
  private List<Host> choose(HostChoice choice) {
    List<Host> before = hosts();
    List<String> lines = choice.lines(before.stream().map(HostChoice::line).toList());
    List<Host> after = lines.stream().map(this::host).toList();
    if (!root && after.stream().anyMatch(Host.ThisMachine.class::isInstance)) {
      throw new Failure("--this-host changes the machine's own network, which only root may do");
    }
    DurableFile.write(data.hosts(), lines.stream().map(line -> line + "\n").collect(joining()));
    List<String> names = after.stream().map(Host::name).toList();
    before.stream().filter(host -> !names.contains(host.name())).forEach(this::switchOff);
    return after;
  }

  private Host host(String line) {
    return HostChoice.isThisMachine(line)
        ? new Host.ThisMachine(HostChoice.nameIn(line))
        : new HostNamespace(line, data);
  }

  private void bootIfOff(Host host) {
    if (host instanceof HostNamespace simulated) {
      UserNamespace user = UserNamespace.of(data, root, members());
      if (simulated.holder().isPresent()) {
        Underlay.of(data, user).plugIn(simulated);
        progress.already(simulated.name(), "on", "");
        return;
      }
      long begin = System.nanoTime();
      simulated.powerOff();
      simulated.boot(user);
      Underlay.of(data, user).plugIn(simulated);
      progress.done(simulated.name(), "on", begin, "a network namespace with its own /run");
    }
  }

  private void switchOff(Host host) {
    process(host.agentName()).ifPresent(RecordedProcess::kill);
    switch (host) {
      case Host.ThisMachine _ ->
          progress.already(host.name(), "stays", "what stands in its kernel is left as it is");
      case HostNamespace simulated -> {
        simulated.powerOff();
        progress.already(simulated.name(), "off", "");
      }
    }
  }

  /** The processes that are in the user namespace, if there is one. */
  private List<RecordedProcess> members() {
    List<RecordedProcess> members = new ArrayList<>();
    for (Host host : hosts()) {
      process(host.name()).ifPresent(members::add);
      process(host.agentName()).ifPresent(members::add);
    }
    return members;
  }

  private Optional<RecordedProcess> process(String part) {
    return RecordedProcess.in(data.process(part));
  }

  private void awaitEnd(String name, RecordedProcess process, long asked) {
    boolean ended = process.awaitEnd(GRACE);
    process.kill();
    progress.done(name, ended ? "stopped" : "killed", asked, "");
  }

  private String hostNames() {
    return String.join(", ", hosts().stream().map(Host::name).toList());
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new Failure("the lock " + data.lock() + " cannot be given back", e);
    }
  }
}
