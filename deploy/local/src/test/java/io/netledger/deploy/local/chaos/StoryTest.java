package io.netledger.deploy.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.deploy.local.chaos.Journal.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryTest {

  private static final Line.Sent FIRST = new Line.Sent("r1", true, "box", "net");
  private static final Line.Sent SECOND = new Line.Sent("r2", false, "box", "net");

  @TempDir Path directory;

  private Story told(Line... lines) {
    Path file = directory.resolve("journal");
    try (var journal = Journal.open(file)) {
      for (Line line : lines) {
        journal.write(line);
      }
    }
    return Story.of(file);
  }

  @Test
  void knowsWhatHasNoAnswerYet() {
    var story = told(FIRST, new Line.Answered("r1", "e1", "ATTACHED"), SECOND);

    assertThat(story.open()).containsExactly(SECOND);
    assertThat(story.isConnected("box net")).isTrue();
    assertThat(story.done()).isEqualTo(1);
  }

  @Test
  void readsWhatAKilledClientWroteInHalf() throws IOException {
    told(FIRST);
    Files.writeString(directory.resolve("journal"), "answered r1 e", StandardOpenOption.APPEND);

    assertThat(Story.of(directory.resolve("journal")).open()).containsExactly(FIRST);
  }

  @Test
  void forgivesARefusalOnlyWhileAnEndpointLeaves() {
    var leaving =
        told(
            SECOND,
            new Line.Answered("r2", "e1", "LEAVING"),
            FIRST,
            new Line.Refused("r1", "ALREADY_CONNECTED"));
    assertThat(leaving.strange()).isEmpty();

    var other = told(new Line.Refused("r1", "ADDRESSES_EXHAUSTED"));
    assertThat(other.strange()).hasSize(1);
  }

  @Test
  void reportsWhatIsNoAnswer() {
    var story = told(FIRST, new Line.Confused("r1", "INTERNAL: a bug"), new Line.Again("r1", "x"));

    assertThat(story.strange()).containsExactly("r1 was told INTERNAL:_a_bug");
    assertThat(story.retries()).isEqualTo(1);
    assertThat(story.open()).containsExactly(FIRST);
  }
}
