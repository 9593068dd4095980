package io.netledger.cli.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A question that is answered with y or yes, or is not. */
public final class Question {

  private Question() {}

  /** Asks on standard error, as answers may go to a file; the end of the input is a no. */
  public static boolean agreed(Console console, String question) {
    console.err().print(question);
    console.err().flush();
    try {
      var answers = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
      String answer = answers.readLine();
      if (answer == null || !console.interactive().getAsBoolean()) {
        console.err().println();
      }
      String word = answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
      return word.equals("y") || word.equals("yes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
