package io.netledger.address;

/** How a value that was refused is shown: whole if it is short, else its beginning. */
final class Words {

  private static final int SHOWN = 64;

  private Words() {}

  static String quoted(String word) {
    return word.length() <= SHOWN
        ? '"' + word + '"'
        : '"' + word.substring(0, SHOWN) + "…\" (" + word.length() + " characters)";
  }
}
