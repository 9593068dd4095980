package io.netledger.cli;

import io.netledger.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

@Command(
    name = "completion",
    description = "Print the completion script for bash and zsh",
    customSynopsis = "netledger completion",
    footer = {
      "%nExamples:",
      "  . <(netledger completion)",
      "  netledger completion > /etc/bash_completion.d/netledger"
    })
final class Completion implements Callable<Integer> {

  private final Session session;

  Completion(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.print(AutoComplete.bash("netledger", Netledger.whole(session)));
    return 0;
  }
}
