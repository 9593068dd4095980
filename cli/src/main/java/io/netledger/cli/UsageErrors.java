package io.netledger.cli;

import io.netledger.cli.session.Failure;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Words that make no command, complained about as Docker does: exit code 125 for a flag, 1 for the
 * rest.
 */
final class UsageErrors implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException wrong, String[] args) {
    CommandLine line = wrong.getCommandLine();
    PrintWriter err = line.getErr();
    String command = line.getCommandSpec().qualifiedName();
    Complaint complaint = complaint(wrong, line, command);
    err.println(complaint.text());
    err.println();
    err.println("Usage:  " + synopsis(line.getCommandSpec(), command));
    err.println();
    err.println("Run '" + command + " --help' for more information");
    return complaint.exitCode();
  }

  private record Complaint(String text, int exitCode) {}

  private static Complaint complaint(ParameterException wrong, CommandLine line, String command) {
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(unmatched.getUnmatched().getFirst(), line, command);
    }
    if (wrong instanceof MissingParameterException missing
        && missing.getMissing().stream().allMatch(spec -> spec.isPositional())) {
      return new Complaint(requires(line.getCommandSpec(), command), Failure.REFUSED);
    }
    return new Complaint("invalid argument: " + wrong.getMessage(), Failure.USAGE);
  }

  private static Complaint unmatched(String word, CommandLine line, String command) {
    if (word.startsWith("--")) {
      return new Complaint("unknown flag: " + word, Failure.USAGE);
    }
    if (word.length() > 1 && word.startsWith("-")) {
      return new Complaint(
          "unknown shorthand flag: '" + word.charAt(1) + "' in " + word, Failure.USAGE);
    }
    return line.getSubcommands().isEmpty()
        ? new Complaint(requires(line.getCommandSpec(), command), Failure.REFUSED)
        : new Complaint("netledger: unknown command: " + command + " " + word, Failure.REFUSED);
  }

  /** "'netledger network rm' requires at least 1 argument". */
  private static String requires(CommandSpec spec, String command) {
    List<PositionalParamSpec> positionals = spec.positionalParameters();
    int least = positionals.stream().mapToInt(positional -> positional.arity().min()).sum();
    boolean more = positionals.stream().anyMatch(positional -> positional.arity().isVariable());
    boolean some =
        positionals.stream()
            .anyMatch(positional -> positional.arity().max() > positional.arity().min());
    String quantity =
        more
            ? "at least " + least
            : some ? "at most " + positionals.size() : least == 0 ? "no" : "" + least;
    int number = some && !more ? positionals.size() : least;
    return "netledger: '"
        + command
        + "' requires "
        + quantity
        + (number == 1 ? " argument" : " arguments");
  }

  private static String synopsis(CommandSpec spec, String command) {
    String[] custom = spec.usageMessage().customSynopsis();
    return custom.length == 0 ? command : custom[0];
  }
}
