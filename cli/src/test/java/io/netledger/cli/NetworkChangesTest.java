package io.netledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.cli.Stage.Outcome;
import io.netledger.proto.network.v1.RenameNetworkRequest;
import io.netledger.proto.network.v1.UpdateNetworkRequest;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code netledger network rename} and {@code update} … */
class NetworkChangesTest {

  @RegisterExtension final Stage stage = new Stage();

  NetworkChangesTest() throws IOException {}

  @BeforeEach
  void aNetwork() {
    assertThat(stage.call("network create br0").exitCode()).isZero();
  }

  @Test
  void renamesInSilence() {
    assertThat(stage.call("network rename --etag e1 --reason why --request-id r1 br0 web"))
        .isEqualTo(new Outcome(0, "", ""));
    var asked = stage.ledger.last(RenameNetworkRequest.class);
    assertThat(asked.getNetwork()).isEqualTo("br0");
    assertThat(asked.getName()).isEqualTo("web");
    assertThat(asked.getEtag()).isEqualTo("e1");
    assertThat(asked.getReason()).isEqualTo("why");
    assertThat(asked.getRequestId()).isEqualTo("r1");
    assertThat(asked.getValidateOnly()).isFalse();
  }

  @Test
  void saysWhatRenamingWouldDo() {
    assertThat(stage.call("network rename --dry-run --request-id r1 br0 web"))
        .isEqualTo(new Outcome(0, "network br0 would be called web\n", ""));
    var asked = stage.ledger.last(RenameNetworkRequest.class);
    assertThat(asked.getValidateOnly()).isTrue();
    assertThat(asked.getRequestId()).as("a try uses up no id").isEmpty();
  }

  @Test
  void namesTheNameThatIsTaken() {
    assertThat(stage.call("network rename br0 bridge"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                """
                Error response from daemon: network with name bridge already exists
                Choose another name, or remove the one that has it.
                """));
    assertThat(stage.call("network rename nope web").err()).contains("network nope not found");
  }

  @Test
  void printsWhatAnUpdateChanges() {
    assertThat(stage.call("network update --label-add a=1 --label-add b --label-rm c br0"))
        .isEqualTo(new Outcome(0, "label a=1\nlabel b=\n", ""));
    var asked = stage.ledger.last(UpdateNetworkRequest.class);
    assertThat(asked.getLabelsMap()).containsEntry("a", "1").containsEntry("b", "");
    assertThat(asked.getRemovedLabelsList()).containsExactly("c");
    assertThat(stage.call("network update br0").err()).isEqualTo("All is so already.\n");
    assertThat(stage.call("network update --label-add =1 br0").exitCode()).isNotZero();
  }
}
