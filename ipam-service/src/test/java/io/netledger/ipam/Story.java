package io.netledger.ipam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netledger.eventstore.Decider;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.ArrayList;
import java.util.List;

/** given what has happened, when something is wished, then this happens or it is refused. */
public final class Story<S, C, E> {

  private final Decider<S, C, E> decider;
  private final List<E> history;

  private Story(Decider<S, C, E> decider, List<E> history) {
    this.decider = decider;
    this.history = history;
  }

  @SafeVarargs
  public static <S, C, E> Story<S, C, E> given(Decider<S, C, E> decider, E... history) {
    List<E> events = new ArrayList<>();
    for (E event : history) {
      events.add(event);
    }
    return new Story<>(decider, List.copyOf(events));
  }

  public Outcome when(C command) {
    return new Outcome(command);
  }

  /** What the command leads to. */
  public final class Outcome {

    private final C command;

    private Outcome(C command) {
      this.command = command;
    }

    @SafeVarargs
    public final void then(E... events) {
      List<E> expected = new ArrayList<>();
      for (E event : events) {
        expected.add(event);
      }
      assertThat(decide()).isEqualTo(expected);
    }

    public void thenNothing() {
      assertThat(decide()).isEmpty();
    }

    /** Refused for {@code reason}, in a message with all of {@code words}. */
    public void thenRejected(Reason reason, String... words) {
      Rejection rejection = catchThrowableOfType(Rejection.class, this::decide);
      assertThat(rejection).as("a rejection").isNotNull();
      assertThat(rejection.reason()).as(rejection.getMessage()).isEqualTo(reason);
      for (String word : words) {
        assertThat(rejection.getMessage()).contains(word);
      }
    }

    private List<E> decide() {
      return decider.decide(decider.replay(history), command);
    }
  }
}
