package io.netledger.authority;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The first message of a stream, or why there is none. */
final class Answer<M> implements StreamObserver<M> {

  private final CompletableFuture<M> first = new CompletableFuture<>();

  M first() {
    try {
      return first.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StatusRuntimeException told) {
        throw told;
      }
      throw new AssertionError(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void onNext(M message) {
    first.complete(message);
  }

  @Override
  public void onError(Throwable broken) {
    first.completeExceptionally(broken);
  }

  @Override
  public void onCompleted() {
    first.completeExceptionally(new AssertionError("the stream has ended without a word"));
  }
}
