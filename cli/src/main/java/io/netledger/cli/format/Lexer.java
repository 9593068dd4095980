package io.netledger.cli.format;

import io.netledger.cli.format.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a template into tokens, by the lexical rules of Go's text/template. */
final class Lexer {

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String source) {
    this.source = source;
  }

  /** The tokens of {@code source}, ended by one of kind END. */
  static List<Token> tokens(String source) {
    var lexer = new Lexer(source);
    lexer.all();
    return lexer.tokens;
  }

  private void all() {
    while (at < source.length()) {
      int open = source.indexOf("{{", at);
      if (open < 0) {
        text(source.substring(at), source.length());
        break;
      }
      boolean trims = source.startsWith("{{- ", open);
      String text = source.substring(at, open);
      text(trims ? text.stripTrailing() : text, open);
      at = open + (trims ? 3 : 2);
      action(open);
    }
    add(Kind.END, "", source.length());
  }

  private void text(String text, int end) {
    if (!text.isEmpty()) {
      tokens.add(new Token(Kind.TEXT, text, at, end));
    }
    at = end;
  }

  private void action(int open) {
    if (source.startsWith("/*", at)) {
      int close = source.indexOf("*/", at);
      if (close < 0) {
        throw wrong(open, "unclosed comment");
      }
      at = close + 2;
      closes(open);
      return;
    }
    tokens.add(new Token(Kind.OPEN, "{{", open, at));
    while (!closes(open)) {
      token(open);
    }
    tokens.add(new Token(Kind.CLOSE, "}}", at, at));
  }

  /**
   * Whether the action ends here; then it is passed, with the blanks that a trim marker takes
   * along.
   */
  private boolean closes(int open) {
    boolean trims = false;
    int look = at;
    while (look < source.length() && Character.isWhitespace(source.charAt(look))) {
      look++;
    }
    if (look > at && source.startsWith("-}}", look)) {
      trims = true;
      look++;
    }
    at = trims ? look : Math.max(at, look);
    if (at >= source.length()) {
      throw wrong(open, "unclosed action");
    }
    if (!source.startsWith("}}", at)) {
      return false;
    }
    at += 2;
    while (trims && at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
    return true;
  }

  private void token(int open) {
    char c = source.charAt(at);
    switch (c) {
      case '|' -> add(Kind.PIPE, "|", at + 1);
      case ',' -> add(Kind.COMMA, ",", at + 1);
      case '(' -> add(Kind.LEFT, "(", at + 1);
      case ')' -> add(Kind.RIGHT, ")", at + 1);
      case ':' -> add(Kind.DECLARE, ":=", at + (source.startsWith(":=", at) ? 2 : 1));
      case '=' -> add(Kind.ASSIGN, "=", at + 1);
      case '"' -> quoted(open);
      case '`' -> raw(open);
      case '.' ->
          add(Kind.FIELD, source.substring(at, wordEnd(at + 1, true)), wordEnd(at + 1, true));
      case '$' ->
          add(Kind.VARIABLE, source.substring(at, wordEnd(at + 1, true)), wordEnd(at + 1, true));
      default -> wordOrNumber(c);
    }
  }

  private void wordOrNumber(char c) {
    if (Character.isDigit(c) || c == '-' || c == '+') {
      int end = wordEnd(at + 1, false);
      add(Kind.NUMBER, source.substring(at, end), end);
    } else if (Character.isLetter(c) || c == '_') {
      int end = wordEnd(at, false);
      add(Kind.WORD, source.substring(at, end), end);
    } else {
      throw wrong(at, "unexpected '" + c + "' in command");
    }
  }

  private int wordEnd(int from, boolean dots) {
    int end = from;
    while (end < source.length()) {
      char c = source.charAt(end);
      if (!Character.isLetterOrDigit(c) && c != '_' && !(dots && c == '.')) {
        break;
      }
      end++;
    }
    return end;
  }

  private void quoted(int open) {
    var text = new StringBuilder();
    int look = at + 1;
    while (look < source.length() && source.charAt(look) != '"') {
      char c = source.charAt(look);
      if (c == '\\' && look + 1 < source.length()) {
        look++;
        c =
            switch (source.charAt(look)) {
              case 'n' -> '\n';
              case 't' -> '\t';
              case 'r' -> '\r';
              default -> source.charAt(look);
            };
      }
      text.append(c);
      look++;
    }
    if (look >= source.length()) {
      throw wrong(open, "unterminated quoted string");
    }
    add(Kind.STRING, text.toString(), look + 1);
  }

  private void raw(int open) {
    int close = source.indexOf('`', at + 1);
    if (close < 0) {
      throw wrong(open, "unterminated raw quoted string");
    }
    add(Kind.STRING, source.substring(at + 1, close), close + 1);
  }

  private void add(Kind kind, String text, int end) {
    tokens.add(new Token(kind, text, at, end));
    at = end;
  }

  private BadTemplate wrong(int offset, String what) {
    int line = 1 + (int) source.substring(0, offset).chars().filter(c -> c == '\n').count();
    return BadTemplate.unreadable(line, what);
  }
}
