package io.netledger.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountTest {

  @Test
  void isOurselvesForANormalUser() {
    assertThat(Account.of(1000, _ -> false).command("initdb", "-D", "x"))
        .containsExactly("initdb", "-D", "x");
  }

  @Test
  void isNobodyInAUserNamespaceForRoot() {
    var account = Account.of(0, _ -> true);

    assertThat(account.command("initdb")).containsExactly("unshare", "--user", "--", "initdb");
    assertThat(account.owner()).isEmpty();
  }

  @Test
  void isNobodyOnTheMachineWhereNamespacesAreForbidden() {
    var account = Account.of(0, command -> command.getFirst().equals("setpriv"));

    assertThat(account.command("initdb"))
        .containsExactly(
            "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--", "initdb");
    assertThat(account.owner()).isEqualTo(Optional.of(65534));
  }

  @Test
  void saysWhatToDoWhereNeitherIsPossible() {
    assertThatThrownBy(() -> Account.of(0, _ -> false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("run as a normal user, or give a jdbc:postgresql:// url");
  }
}
