package io.netledger.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netledger.eventstore.Decider;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.ArrayList;
import java.util.List;

/** Given a history, when a command comes, then this happens. */
public final class Story<S, C, E> {

  private final Decider<S, C, E> decider;
  private final S state;

  private Story(Decider<S, C, E> decider, S state) {
    this.decider = decider;
    this.state = state;
  }

  @SafeVarargs
  public static <S, C, E> Story<S, C, E> given(Decider<S, C, E> decider, E... history) {
    S state = decider.initial();
    for (E event : history) {
      state = decider.evolve(state, event);
    }
    return new Story<>(decider, state);
  }

  public Outcome when(C command) {
    return new Outcome(command);
  }

  /** What a command leads to. */
  public final class Outcome {

    private final C command;

    private Outcome(C command) {
      this.command = command;
    }

    /** Just these events, which also can be evolved. */
    @SafeVarargs
    public final void then(E... events) {
      List<E> expected = new ArrayList<>();
      S evolved = state;
      for (E event : events) {
        expected.add(event);
        evolved = decider.evolve(evolved, event);
      }
      assertThat(decider.decide(state, command)).isEqualTo(expected);
    }

    public void thenNothing() {
      assertThat(decider.decide(state, command)).isEmpty();
    }

    /** Refused, with a message that has all these words. */
    public void thenRejected(Reason reason, String... words) {
      assertThatExceptionOfType(Rejection.class)
          .isThrownBy(() -> decider.decide(state, command))
          .satisfies(rejection -> assertThat(rejection.reason()).isEqualTo(reason))
          .satisfies(rejection ->
              assertThat(List.of(words))
                  .allSatisfy(word -> assertThat(rejection.getMessage()).contains(word)));
    }
  }
}
