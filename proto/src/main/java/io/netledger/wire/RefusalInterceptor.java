package io.netledger.wire;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.netledger.refusal.Rejection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handlers just throw: a {@link Rejection} reaches the client as what it is, anything else is a bug
 * and becomes INTERNAL without its details. Writes a line a call to the log.
 */
final class RefusalInterceptor implements ServerInterceptor {

  private static final Logger LOG = LoggerFactory.getLogger("netledger.calls");

  private final RefusalTranslator translator;

  RefusalInterceptor(RefusalTranslator translator) {
    this.translator = translator;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    var logged = new LoggedCall<>(call);
    try {
      return new RefusingListener<>(next.startCall(logged, headers), logged);
    } catch (RuntimeException e) {
      logged.refuse(e);
      return new ServerCall.Listener<>() {};
    }
  }

  private static final class RefusingListener<Q> extends SimpleForwardingServerCallListener<Q> {

    private final LoggedCall<Q, ?> call;

    RefusingListener(ServerCall.Listener<Q> handler, LoggedCall<Q, ?> call) {
      super(handler);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      call.noteRequest(message);
      orRefuse(() -> super.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      orRefuse(super::onHalfClose);
    }

    private void orRefuse(Runnable handler) {
      try {
        handler.run();
      } catch (RuntimeException e) {
        call.refuse(e);
      }
    }
  }

  private final class LoggedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {

    private final long began = System.nanoTime();
    private final Caller caller = Caller.current();
    private volatile String requestId = "";

    LoggedCall(ServerCall<Q, A> call) {
      super(call);
    }

    void noteRequest(Q request) {
      if (request instanceof Message message) {
        FieldDescriptor field = message.getDescriptorForType().findFieldByName("request_id");
        requestId = field == null ? "" : String.valueOf(message.getField(field));
      }
    }

    void refuse(RuntimeException thrown) {
      Optional<Rejection> rejection = translator.translate(thrown);
      if (rejection.isEmpty()) {
        LOG.atError()
            .setMessage("bug")
            .setCause(thrown)
            .addKeyValue("method", getMethodDescriptor().getFullMethodName())
            .addKeyValue("request_id", requestId)
            .log();
        close(Status.INTERNAL.withDescription("internal error; the log has more"), new Metadata());
        return;
      }
      var told = Refusals.toStatus(rejection.get());
      Metadata trailers = told.getTrailers();
      close(told.getStatus(), trailers == null ? new Metadata() : trailers);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      LOG.atInfo()
          .setMessage(
              status.isOk() || status.getDescription() == null ? "" : status.getDescription())
          .addKeyValue("method", getMethodDescriptor().getFullMethodName())
          .addKeyValue("code", status.getCode())
          .addKeyValue("actor", caller.actor())
          .addKeyValue("client", caller.address())
          .addKeyValue("request_id", requestId)
          .addKeyValue("micros", TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began))
          .log();
      super.close(status, trailers);
    }
  }
}
