package io.netledger.cli.history;

import com.google.protobuf.ByteString;
import io.netledger.cli.session.About;
import io.netledger.cli.session.Failure;
import io.netledger.cli.session.Past;
import io.netledger.cli.session.Session;
import io.netledger.proto.history.v1.VerifyEventsRequest;
import io.netledger.proto.history.v1.VerifyEventsResponse;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "verify",
    description = "Check that every event in the database is as it was written",
    customSynopsis = "netledger history verify [OPTIONS]",
    footer = {
      "%nThe last line of a log that is sound has its head. Keep it elsewhere: with --head it is found, too, if the end was",
      "cut off or the whole log was written anew. Exit code 1: something is not as it was written.",
      "%nExamples:",
      "  netledger history verify",
      "  netledger history verify --log ipam --from 1200",
      "  netledger history verify --log network --head r1234:5f0c…"
    })
public final class VerifyHistory implements Callable<Integer> {

  private static final Pattern HEAD = Pattern.compile("r(\\d{1,18}):([0-9a-f]{64})");

  private final Session session;

  @Option(
      names = "--log",
      paramLabel = "network|ipam",
      description = "Only the log of network-service, or of ipam-service (default: both)")
  private String log = "";

  @Option(
      names = "--from",
      paramLabel = "REVISION",
      description = "Trust what lies before this revision (default: 1)")
  private long from;

  @Option(
      names = "--head",
      paramLabel = "rREVISION:HASH",
      description = "Up to this revision, which had this hash; for one --log")
  private String head = "";

  public VerifyHistory(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!List.of("", "network", "ipam").contains(log)) {
      throw Failure.usage(
          "invalid argument \"" + log + "\" for \"--log\" flag: expected network or ipam");
    }
    if (log.isEmpty() && !head.isEmpty()) {
      throw Failure.usage("--head is of one log: give --log network or --log ipam with it");
    }
    boolean sound = log.equals("ipam") || isSound(false);
    return (log.equals("network") || isSound(true)) && sound ? 0 : 1;
  }

  private boolean isSound(boolean ofIpam) {
    String service = ofIpam ? Past.IPAM : Past.NETWORK;
    Iterator<VerifyEventsResponse> answers =
        ask(ofIpam, () -> session.history(ofIpam).verifyEvents(request()));
    VerifyEventsResponse last = VerifyEventsResponse.getDefaultInstance();
    while (ask(ofIpam, answers::hasNext)) {
      last = answers.next();
      if (!last.getDone()) {
        progress(service, last);
      }
    }
    session.say(service + ": " + found(last));
    return last.getDone() && !last.hasDamage();
  }

  private VerifyEventsRequest request() {
    var request = VerifyEventsRequest.newBuilder().setFromRevision(from);
    if (head.isEmpty()) {
      return request.build();
    }
    Matcher parts = HEAD.matcher(head);
    if (!parts.matches()) {
      throw Failure.usage(
          "invalid argument \""
              + head
              + "\" for \"--head\" flag: expected rREVISION:HASH as verify printed it");
    }
    return request
        .setToRevision(Long.parseLong(parts.group(1)))
        .setToHash(ByteString.copyFrom(HexFormat.of().parseHex(parts.group(2))))
        .build();
  }

  private void progress(String service, VerifyEventsResponse answer) {
    session.note(
        "… %s: %d of %d events are as they were written"
            .formatted(service, answer.getRevision(), answer.getToRevision()));
  }

  private String found(VerifyEventsResponse last) {
    if (last.hasDamage()) {
      return last.getDamage().getMessage()
          + "; everything before it"
          + (from > 1 ? " from r" + from + " on" : "")
          + " is as it was written";
    }
    return "%d events, each as it was written; head r%d:%s"
        .formatted(
            last.getRevision() - Math.max(1, from) + 1,
            last.getRevision(),
            HexFormat.of().formatHex(last.getHash().toByteArray()));
  }

  /** A stream's refusal comes with its first answer. */
  private <T> T ask(boolean ofIpam, Supplier<T> call) {
    String what = "verifying the history";
    return ofIpam ? session.askIpam(what, call) : session.ask(what, About.ALL, call);
  }
}
