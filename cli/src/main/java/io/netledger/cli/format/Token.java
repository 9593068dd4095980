package io.netledger.cli.format;

/**
 * A piece of a template.
 *
 * @param text without quotes and braces; of a FIELD with its dots: ".A.B"
 * @param start offset of its first character
 * @param end offset after its last character
 */
record Token(Kind kind, String text, int start, int end) {

  enum Kind {
    TEXT,
    OPEN,
    CLOSE,
    FIELD,
    VARIABLE,
    WORD,
    STRING,
    NUMBER,
    PIPE,
    COMMA,
    DECLARE,
    ASSIGN,
    LEFT,
    RIGHT,
    END
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }
}
