package io.netledger.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A machine with a driver-agent, as far as this machine plays it. */
sealed interface Host permits Host.ThisMachine, HostNamespace {

  /** As network-service knows it. */
  String name();

  /** What to put before a command so that it runs on this host. */
  List<String> entry();

  /** File with its boot id. */
  Path bootIdFile();

  /** By which other hosts reach it; empty: not at all. */
  Optional<String> underlayAddress();

  /** Tells it from the others: N of host-N. */
  int number();

  /** The name of its agent's process. */
  default String agentName() {
    return name() + "-agent";
  }

  /** Another one means an empty kernel. */
  default String bootId() {
    try {
      return Files.readString(bootIdFile()).strip();
    } catch (IOException e) {
      throw new Failure(bootIdFile() + " cannot be read", e);
    }
  }

  /** The machine itself: its own network. */
  record ThisMachine(String name) implements Host {

    @Override
    public int number() {
      return 1;
    }

    @Override
    public List<String> entry() {
      return List.of();
    }

    @Override
    public Optional<String> underlayAddress() {
      return Optional.empty();
    }

    @Override
    public Path bootIdFile() {
      return Path.of("/proc/sys/kernel/random/boot_id");
    }
  }
}
