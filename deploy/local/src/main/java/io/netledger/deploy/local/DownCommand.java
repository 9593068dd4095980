package io.netledger.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "down",
    description = {
      "Stops everything that deploy/up started. Simulated hosts lose their kernel state, as at a power cut; the ledger",
      "stays, and the next deploy/up brings everything back."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DownCommand implements Callable<Integer> {

  @Mixin private final DataOption data = new DataOption();

  @Option(names = "--purge", description = "Delete the data too: the ledger is gone for good.")
  private boolean purge;

  @Override
  public Integer call() {
    DataDirectory directory = data.directory();
    if (!Files.exists(directory.lock())) {
      throw new Failure("there is no deployment in " + directory.path());
    }
    try (Machine machine = data.open()) {
      machine.down();
      if (purge) {
        delete(directory);
        System.out.println("deleted " + directory.path());
      }
    }
    return 0;
  }

  /**
   * Only what deploy/up has made; a file of someone else's in the directory stays, and so does the
   * directory then.
   */
  private static void delete(DataDirectory directory) {
    for (String child : directory.children()) {
      deleteTree(directory.path().resolve(child));
    }
    try {
      Files.delete(directory.path());
    } catch (IOException _) {
      System.out.println("something else is in " + directory.path() + ", which stays");
    }
  }

  private static void deleteTree(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try (var paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new Failure(tree + " cannot be deleted: " + e.getMessage(), e);
    }
  }
}
