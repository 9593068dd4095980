package io.netledger.cli.session;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Where a command reads and writes.
 *
 * @param out answers
 * @param err refusals, questions and progress
 * @param variables the environment
 * @param interactive whether a person sits at the terminal
 */
public record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> variables,
    BooleanSupplier interactive) {

  /** An environment variable that is set and not empty. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(text -> !text.isEmpty());
  }
}
