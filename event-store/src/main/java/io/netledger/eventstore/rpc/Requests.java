package io.netledger.eventstore.rpc;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netledger.eventstore.Decider;
import io.netledger.eventstore.EventCodec;
import io.netledger.eventstore.Payload;
import io.netledger.eventstore.StreamKind;
import io.netledger.eventstore.rpc.RequestFact.RequestRefused;
import io.netledger.eventstore.rpc.RequestFact.RequestUnneeded;
import java.util.List;
import java.util.TreeMap;

/** The streams of requests: a notebook without rules. Whatever is noted has happened. */
public final class Requests {

  /** Its state is how many facts were noted. */
  public static final StreamKind<Integer, RequestFact, RequestFact> KIND =
      new StreamKind<>("request", new Notebook(), new Codec());

  private Requests() {}

  private static final class Notebook implements Decider<Integer, RequestFact, RequestFact> {

    @Override
    public Integer initial() {
      return 0;
    }

    @Override
    public List<RequestFact> decide(Integer noted, RequestFact fact) {
      return List.of(fact);
    }

    @Override
    public Integer evolve(Integer noted, RequestFact fact) {
      return noted + 1;
    }
  }

  private static final class Codec implements EventCodec<RequestFact> {

    private static final String REFUSED =
        name(io.netledger.proto.events.v1.RequestRefused.getDescriptor());
    private static final String UNNEEDED =
        name(io.netledger.proto.events.v1.RequestUnneeded.getDescriptor());

    @Override
    public Payload encode(RequestFact fact) {
      return switch (fact) {
        case RequestRefused(var method, var reason, var message, var asked) ->
            new Payload(
                REFUSED,
                io.netledger.proto.events.v1.RequestRefused.newBuilder()
                    .setMethod(method)
                    .setErrorReason(reason)
                    .setMessage(message)
                    .putAllAsked(new TreeMap<>(asked))
                    .build()
                    .toByteArray());
        case RequestUnneeded(var method, var thing) ->
            new Payload(
                UNNEEDED,
                io.netledger.proto.events.v1.RequestUnneeded.newBuilder()
                    .setMethod(method)
                    .setThing(thing)
                    .build()
                    .toByteArray());
      };
    }

    @Override
    public RequestFact decode(Payload payload) {
      try {
        if (payload.type().equals(REFUSED)) {
          var stored = io.netledger.proto.events.v1.RequestRefused.parseFrom(payload.bytes());
          return new RequestRefused(
              stored.getMethod(),
              stored.getErrorReason(),
              stored.getMessage(),
              stored.getAskedMap());
        }
        if (payload.type().equals(UNNEEDED)) {
          var stored = io.netledger.proto.events.v1.RequestUnneeded.parseFrom(payload.bytes());
          return new RequestUnneeded(stored.getMethod(), stored.getThing());
        }
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException("unreadable " + payload, e);
      }
      throw new IllegalStateException("not a fact about a request: " + payload);
    }

    private static String name(com.google.protobuf.Descriptors.Descriptor message) {
      return message.getFullName();
    }
  }
}
