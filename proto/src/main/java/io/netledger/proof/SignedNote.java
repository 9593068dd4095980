package io.netledger.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * A text that somebody has signed, as C2SP's signed-note has it: the text, an empty line, and a
 * line "— NAME SIGNATURE" for each signature.
 *
 * @param text with a line feed at its end
 */
public record SignedNote(String text, List<Signature> signatures) {

  /** With what a line of a signature begins: an em dash and a blank. */
  private static final String MARK = "— ";

  /**
   * One signature.
   *
   * @param name of the key
   * @param base64 four bytes that tell keys of one name from each other, and the signature
   */
  public record Signature(String name, String base64) {}

  public SignedNote {
    signatures = List.copyOf(signatures);
  }

  /**
   * The notes in a file, one after the other, at least one.
   *
   * @throws IllegalArgumentException with what was expected
   */
  public static List<SignedNote> parseAll(String file) {
    List<SignedNote> notes = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    List<Signature> signatures = new ArrayList<>();
    for (String line : file.lines().toList()) {
      if (line.startsWith(MARK)) {
        signatures.add(signature(line));
        continue;
      }
      if (!signatures.isEmpty()) {
        notes.add(note(text, signatures));
        text.setLength(0);
        signatures.clear();
      }
      text.append(line).append('\n');
    }
    notes.add(note(text, signatures));
    return notes;
  }

  /**
   * The only note of a text.
   *
   * @throws IllegalArgumentException with what was expected
   */
  public static SignedNote parse(String note) {
    List<SignedNote> notes = parseAll(note);
    if (notes.size() > 1) {
      throw new IllegalArgumentException(notes.size() + " signed notes; expected one");
    }
    return notes.getFirst();
  }

  private static Signature signature(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 3) {
      throw new IllegalArgumentException(
          "a signature is \"" + MARK + "NAME SIGNATURE\", not \"" + line + "\"");
    }
    return new Signature(words[1], words[2]);
  }

  private static SignedNote note(StringBuilder text, List<Signature> signatures) {
    String signed = text.toString();
    if (!signed.endsWith("\n\n") || signatures.isEmpty()) {
      throw new IllegalArgumentException(
          "a signed note is a text, an empty line and signatures; something of these is missing");
    }
    return new SignedNote(signed.substring(0, signed.length() - 1), signatures);
  }

  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    for (Signature signature : signatures) {
      note.append(MARK)
          .append(signature.name())
          .append(' ')
          .append(signature.base64())
          .append('\n');
    }
    return note.toString();
  }
}
