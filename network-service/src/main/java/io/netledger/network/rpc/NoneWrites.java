package io.netledger.network.rpc;

import com.google.protobuf.Message;
import io.netledger.eventstore.Appended;
import io.netledger.eventstore.Work;
import io.netledger.network.process.Traced;
import io.netledger.network.rules.LoneRules;
import io.netledger.network.rules.Naming;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.ConnectResponse;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.DisconnectResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Connect and Disconnect of network none, which has no endpoints. */
final class NoneWrites {

  private static final String NAME = "none";

  private final Writing writing;
  private volatile Optional<String> id = Optional.empty();

  NoneWrites(Writing writing) {
    this.writing = writing;
  }

  /** Whether a word means network none. To see that it does not costs nearly nothing. */
  boolean isMeant(String word) {
    return word.equals(NAME)
        || (id().filter(none -> none.startsWith(word)).isPresent()
            && writing.look(work -> LoneRules.isNone(work, word)));
  }

  /** Looked up until it is there, which is from the beginning but where a log is to be imported. */
  private Optional<String> id() {
    if (id.isEmpty()) {
      id = writing.look(work -> Naming.findNetwork(work, NAME));
    }
    return id;
  }

  ConnectResponse connect(ConnectRequest request) {
    String sandbox =
        writing.recorded(
            request,
            EndpointWrites.CONNECT,
            () -> {
              refuseOptions(request);
              return FieldWords.reference("sandbox", request.getSandbox());
            });
    long revision = write(request, EndpointWrites.CONNECT, work -> LoneRules.join(work, sandbox));
    return ConnectResponse.newBuilder().setRevision(revision).build();
  }

  /** Nothing of an endpoint may be wished where there is none. */
  private static void refuseOptions(ConnectRequest request) {
    ConnectRequest rest =
        request.toBuilder()
            .clearNetwork()
            .clearSandbox()
            .clearWait()
            .clearRequestId()
            .clearValidateOnly()
            .clearReason()
            .build();
    rest.getAllFields().keySet().stream()
        .findFirst()
        .ifPresent(field -> {
          throw FieldWords.invalid(
              "%s is given; network none has no endpoints, so expected only a sandbox"
                  .formatted(field.getName()));
        });
  }

  DisconnectResponse disconnect(DisconnectRequest request) {
    String sandbox =
        writing.recorded(
            request,
            EndpointWrites.DISCONNECT,
            () -> {
              if (!request.getEtag().isEmpty()) {
                throw FieldWords.invalid(
                    "etag is given; network none has no endpoints, so expected none");
              }
              return FieldWords.reference("sandbox", request.getSandbox());
            });
    long revision =
        write(request, EndpointWrites.DISCONNECT, work -> LoneRules.leave(work, sandbox));
    return DisconnectResponse.newBuilder().setRevision(revision).build();
  }

  private long write(Message request, String method, Function<Work, String> rule) {
    AtomicReference<String> found = new AtomicReference<>("");
    Traced decision = new Traced(work -> found.set(rule.apply(work)));
    Appended appended = writing.write(request, method, decision, found::get);
    return appended.revision() == 0 ? writing.head() : appended.revision();
  }
}
