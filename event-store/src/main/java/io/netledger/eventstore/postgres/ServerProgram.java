package io.netledger.eventstore.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * PostgreSQL's programs, run on one directory.
 *
 * @param account who they run as
 */
record ServerProgram(ServerDirectory directory, Binaries binaries, Account account, Mode mode) {

  /** Recovery after a crash replays up to max_wal_size (1 GB), which takes a slow disk minutes. */
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  /** Processes without a postmaster notice within a second, unless they are in a long query. */
  private static final Duration ORPHAN_LIMIT = Duration.ofSeconds(30);

  /**
   * sockaddr_un has 108 bytes with the closing zero; the file's name takes up to 16 after the
   * slash.
   */
  private static final int SOCKET_DIRECTORY_LIMIT = 107 - "/.s.PGSQL.65535.lock".length();

  private static final long POLL_MILLIS = 10;

  static ServerProgram in(ServerDirectory directory, Path programs, Account account, Mode mode) {
    Path place =
        account.owner().isPresent()
            ? directory.path()
            : PrivateFiles.directory(programs.toAbsolutePath());
    return new ServerProgram(directory, Binaries.unpackedIn(place), account, mode);
  }

  /** Where the UNIX socket lies, if its path is short enough. */
  static Optional<Path> socketDirectory(ServerDirectory directory) {
    return Optional.of(directory.socket())
        .filter(socket -> socket.toString().getBytes(UTF_8).length <= SOCKET_DIRECTORY_LIMIT);
  }

  /** Makes an empty server; all or nothing. */
  void initialize(Password superuser) {
    Path draft = directory.draft();
    PrivateFiles.delete(draft);
    Path passwordFile = directory.path().resolve("initdb-password");
    account.own(PrivateFiles.directory(draft));
    PrivateFiles.write(passwordFile, superuser.reveal() + "\n");
    account.own(passwordFile);
    try {
      List<String> command =
          account.command(
              binaries.program("initdb"),
              "--pgdata=" + draft,
              "--username=postgres",
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--no-instructions");
      if (mode == Mode.THROWAWAY) {
        command.add("--no-sync");
      }
      run(command, "PostgreSQL cannot make its files");
      Files.move(draft, directory.data());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      PrivateFiles.delete(passwordFile);
    }
  }

  /** Whether {@code postmaster} runs our programs, so that it can stay as it is. */
  boolean isRunBy(Postmaster postmaster) {
    return postmaster.runs(binaries.program("postgres"));
  }

  /** Starts the server, on the port it had before if that is still free. */
  Postmaster start() {
    clearRemains();
    directory.rotateLog();
    int port = keptPort().filter(ServerProgram::isFree).orElseGet(ServerProgram::freePort);
    PrivateFiles.write(directory.port(), port + "\n");
    Process process = spawn(port);
    return await(process.onExit());
  }

  /** Waits for a server that someone else has started. */
  Postmaster awaitReady() {
    return await(new CompletableFuture<>());
  }

  /** Stops a running server: rolls back what is open and writes a checkpoint. */
  void stop() {
    run(
        account.command(
            binaries.program("pg_ctl"),
            "stop",
            "--mode=fast",
            "--wait",
            "--timeout=60",
            "--pgdata=" + directory.data()),
        "PostgreSQL does not stop");
  }

  private Process spawn(int port) {
    return switch (mode) {
      case DURABLE -> begin(command(port, List.of("setsid", "--")));
      case THROWAWAY -> {
        // The kernel sends the signal when the thread that made the child ends, so that thread
        // waits for the child.
        var started = new CompletableFuture<Process>();
        Thread.ofPlatform()
            .daemon()
            .name("throwaway-postgresql")
            .start(() -> {
              Process process =
                  begin(command(port, List.of("setpriv", "--pdeathsig", "INT", "--")));
              started.complete(process);
              process.onExit().join();
            });
        yield started.join();
      }
    };
  }

  private List<String> command(int port, List<String> before) {
    String socket = socketDirectory(directory).map(path -> "\"" + path + "\"").orElse("");
    List<String> command = new ArrayList<>(account.prefix());
    command.addAll(before);
    command.addAll(List.of(binaries.program("postgres"), "-D", directory.data().toString()));
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "port=" + port,
            "unix_socket_directories=" + socket,
            "unix_socket_permissions=0700",
            "cluster_name=" + Postmaster.nameOf(directory.data()),
            "max_connections=200",
            "shared_buffers=64MB",
            "log_line_prefix=%m [%p] %u@%d ",
            "log_timezone=UTC",
            "timezone=UTC")) {
      command.addAll(List.of("-c", setting));
    }
    if (mode == Mode.THROWAWAY) {
      command.addAll(
          List.of("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"));
    }
    return command;
  }

  private Process begin(List<String> command) {
    try {
      return builder(command)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.log().toFile()))
          .start();
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL cannot be started: " + e.getMessage(), e);
    }
  }

  private Postmaster await(CompletableFuture<Process> ended) {
    long limit = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < limit) {
      Optional<Postmaster> postmaster = Postmaster.on(directory.data());
      if (postmaster.isPresent() && postmaster.get().ready()) {
        return postmaster.get();
      }
      if (waited(ended)) {
        throw new IllegalStateException("PostgreSQL ended while starting:\n" + directory.logTail());
      }
    }
    throw new IllegalStateException(
        "PostgreSQL is not ready after " + START_LIMIT.toSeconds() + " s:\n" + directory.logTail());
  }

  /**
   * Takes away the lock files of a server that is no more, which would keep a new one from
   * starting.
   */
  private void clearRemains() {
    long limit = System.nanoTime() + ORPHAN_LIMIT.toNanos();
    while (!Postmaster.orphans(directory.data()).isEmpty()) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException(
            "processes of a killed server still use "
                + directory.data()
                + ": "
                + Postmaster.orphans(directory.data()));
      }
      waited(new CompletableFuture<>());
    }
    PrivateFiles.delete(directory.data().resolve("postmaster.pid"));
    PrivateFiles.empty(directory.socket());
  }

  /** Lets a moment pass, less if {@code ended} comes about. */
  private static boolean waited(CompletableFuture<?> ended) {
    try {
      ended.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<Integer> keptPort() {
    try {
      return Files.exists(directory.port())
          ? Optional.of(Integer.valueOf(Files.readString(directory.port()).strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException _) {
      return false;
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no port is free on 127.0.0.1", e);
    }
  }

  private static void run(List<String> command, String failure) {
    try {
      Process process = builder(command).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(failure + ": " + said.strip());
      }
    } catch (IOException e) {
      throw new IllegalStateException(failure + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(failure + ": interrupted", e);
    }
  }

  /** A command whose surroundings are the same wherever we were started. */
  private static ProcessBuilder builder(List<String> command) {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
    return builder.redirectInput(new File("/dev/null"));
  }
}
