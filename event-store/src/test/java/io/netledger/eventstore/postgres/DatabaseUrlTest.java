package io.netledger.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseUrlTest {

  @TempDir Path directory;

  @Test
  void namesADirectory() {
    assertThat(DatabaseUrl.parse("embedded:/var/lib/netledger/../x"))
        .isEqualTo(new DatabaseUrl.Embedded(Path.of("/var/lib/x")))
        .hasToString("embedded:/var/lib/x");
  }

  @Test
  void namesAServerAndKeepsItsSecretToItself() {
    DatabaseUrl url =
        DatabaseUrl.parse(
            "jdbc:postgresql://db:5432/ledger?ssl=true&user=nl&password=p%26w&sslmode=require");

    assertThat(url)
        .isEqualTo(
            new DatabaseUrl.Server(
                "jdbc:postgresql://db:5432/ledger?ssl=true&sslmode=require",
                Optional.of("nl"),
                Optional.of(Password.of("p&w"))))
        .hasToString("jdbc:postgresql://db:5432/ledger?ssl=true&sslmode=require as nl");
    assertThat(Password.of("p&w").toString()).doesNotContain("p&w");
  }

  @Test
  void takesUserAndPasswordFromElsewhereFirst() throws IOException {
    Path file = Files.writeString(directory.resolve("password"), "from the file\nsecond line\n");

    DatabaseUrl url =
        DatabaseUrl.parse(
            "jdbc:postgresql://db/ledger?user=a&password=b", Optional.of("c"), Optional.of(file));

    assertThat(url)
        .isEqualTo(
            new DatabaseUrl.Server(
                "jdbc:postgresql://db/ledger",
                Optional.of("c"),
                Optional.of(Password.of("from the file"))));
  }

  @Test
  void refusesOtherFormsWithoutRepeatingThePassword() {
    assertThatThrownBy(() -> DatabaseUrl.parse("postgres://db/ledger?password=secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("embedded:<directory>")
        .hasMessageContaining("postgres://db/ledger")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> DatabaseUrl.parse("embedded:"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> DatabaseUrl.parse("embedded:/x", Optional.of("someone"), Optional.empty()))
        .hasMessageContaining("makes its own users");
    assertThatThrownBy(() ->
            DatabaseUrl.parse(
                "jdbc:postgresql://db/x", Optional.empty(), Optional.of(directory.resolve("none"))))
        .hasMessageContaining("there is no password file");
  }
}
