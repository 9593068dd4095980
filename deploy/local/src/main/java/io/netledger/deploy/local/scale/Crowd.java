package io.netledger.deploy.local.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What lives in the sandboxes: a server in each, and callers. It is one program for all of them,
 * that runs on the host and opens its sockets inside the sandboxes' namespaces. It takes jobs from
 * its input, a line each, answers on its output, and ends when its input does.
 */
public final class Crowd {

  private static final int CALLS_AT_A_TIME = 16;

  private final Servers servers;
  private final PrintStream answers;
  private @Nullable Flow flow;

  private Crowd(Servers servers, PrintStream answers) {
    this.servers = servers;
    this.answers = answers;
  }

  public static void main(String[] words) throws IOException {
    var crowd = new Crowd(Servers.start(), System.out);
    try (var executor = Executors.newFixedThreadPool(CALLS_AT_A_TIME);
        var input = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        String job = line;
        executor.execute(() -> crowd.answer(job));
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private void answer(String line) {
    String result;
    try {
      result = "ok " + work(Job.parse(Job.words(line)));
    } catch (IOException | RuntimeException e) {
      result = "failed " + Job.words(line) + ": " + e.getMessage();
    }
    String whole = Job.number(line) + " " + result.replace('\n', ' ');
    synchronized (answers) {
      answers.println(whole);
      answers.flush();
    }
  }

  private String work(Job job) throws IOException {
    switch (job) {
      case Job.Serve(var name, var netns, var port) -> servers.open(name, netns, port);
      case Job.Call call ->
          Line.call(call.netns(), call.address(), call.port(), call.name()).close();
      case Job.Flow it -> begin(Line.call(it.netns(), it.address(), it.port(), it.name()));
      case Job.EndFlow() -> {
        return end();
      }
    }
    return "";
  }

  private synchronized void begin(Line line) {
    flow = Flow.start(line);
  }

  private synchronized String end() {
    if (flow == null) {
      throw new IllegalStateException("there is no flow");
    }
    Flow ended = flow;
    flow = null;
    return ended.end(TimeUnit.SECONDS.toNanos(20));
  }
}
