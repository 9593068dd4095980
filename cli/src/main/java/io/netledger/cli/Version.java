package io.netledger.cli;

import io.netledger.cli.session.About;
import io.netledger.cli.session.Failure;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.ListHostsRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "version",
    description = "Show the version of netledger, and whether its service answers",
    customSynopsis = "netledger version",
    footer = {"%nExamples:", "  netledger version"})
final class Version implements Callable<Integer> {

  private final Session session;

  Version(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.say("Client:");
    session.say(" Version:   " + ownVersion());
    session.say(" Java:      " + Runtime.version());
    session.say(
        " OS/Arch:   " + System.getProperty("os.name") + "/" + System.getProperty("os.arch"));
    session.say("");
    try {
      var request = ListHostsRequest.newBuilder().setPageSize(1).build();
      var answer =
          session.ask("asking the service", About.ALL, () -> session.hosts().listHosts(request));
      session.say("Service:");
      session.say(" Address:   " + session.serviceAddress());
      session.say(" Revision:  " + Long.toUnsignedString(answer.getRevision()));
      return 0;
    } catch (Failure failure) {
      session.note(failure.text());
      return failure.exitCode();
    }
  }

  /** From the jar's manifest; there is none when classes lie in a folder. */
  private static String ownVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
