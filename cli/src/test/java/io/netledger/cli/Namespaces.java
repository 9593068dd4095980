package io.netledger.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Processes that sleep in namespaces of their own, made by unshare; they end with the test. */
final class Namespaces implements AfterEachCallback {

  private final List<Process> holders = new ArrayList<>();

  /**
   * A process in new namespaces; {@code unshare} with these options, and then this shell script.
   */
  long hold(String script, String... options) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("unshare"));
    words.addAll(List.of(options));
    words.addAll(List.of("sh", "-c", script + "\necho ready && exec sleep 600"));
    Process holder =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    holders.add(holder);
    String line = holder.inputReader().readLine();
    if (!"ready".equals(line)) {
      throw new IllegalStateException(String.join(" ", words) + " said " + line);
    }
    return holder.pid();
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    holders.forEach(Process::destroyForcibly);
    for (Process holder : holders) {
      if (!holder.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("process " + holder.pid() + " does not end");
      }
    }
  }
}
