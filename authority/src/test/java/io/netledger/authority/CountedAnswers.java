package io.netledger.authority;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Counts the messages of a stream. */
final class CountedAnswers<M> implements StreamObserver<M> {

  private final Semaphore heard = new Semaphore(0);
  private int taken;

  /** Returns when {@code all} messages have come since the beginning. */
  void await(int all) {
    try {
      assertThat(heard.tryAcquire(all - taken, 20, TimeUnit.SECONDS))
          .as("message %d has come", all)
          .isTrue();
      taken = all;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void onNext(M message) {
    heard.release();
  }

  @Override
  public void onError(Throwable broken) {
    // then nothing more comes
  }

  @Override
  public void onCompleted() {
    // then nothing more comes
  }
}
