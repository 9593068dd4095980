package io.netledger.eventstore.rpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.netledger.eventstore.Tail.Subscription;
import io.netledger.wire.Refusals;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gives a client as much as it takes: the thread that has more waits until the client has room, so
 * a slow client costs no memory. Ends its subscription when the client has gone.
 */
final class PatientObserver<A> {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ServerCallStreamObserver<A> client;
  private @Nullable Subscription subscription;

  PatientObserver(ServerCallStreamObserver<A> client) {
    this.client = client;
    client.setOnReadyHandler(this::wake);
    client.setOnCancelHandler(this::end);
  }

  /** Closes {@code source} when the client is gone. */
  void follow(Subscription source) {
    lock.lock();
    try {
      subscription = source;
    } finally {
      lock.unlock();
    }
    if (client.isCancelled()) {
      end();
    }
  }

  /** Sends when the client has room; to a client that is gone, not at all. */
  void whenReady(A answer) {
    lock.lock();
    try {
      while (!client.isReady() && !client.isCancelled()) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
    if (!client.isCancelled()) {
      client.onNext(answer);
    }
  }

  /** Whether nobody listens any more. */
  boolean isGone() {
    return client.isCancelled();
  }

  /** Tells the client why there is no more. */
  void fail(RuntimeException why) {
    if (!client.isCancelled()) {
      client.onError(
          new StoreRefusals()
              .translate(why)
              .<Throwable>map(Refusals::toStatus)
              .orElseGet(() -> Status.INTERNAL.withCause(why).asException()));
    }
  }

  void complete() {
    if (!client.isCancelled()) {
      client.onCompleted();
    }
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    wake();
    Subscription ended;
    lock.lock();
    try {
      ended = subscription;
    } finally {
      lock.unlock();
    }
    if (ended != null) {
      ended.close();
    }
  }
}
