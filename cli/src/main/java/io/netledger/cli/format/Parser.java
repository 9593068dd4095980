package io.netledger.cli.format;

import io.netledger.cli.format.Node.Call;
import io.netledger.cli.format.Node.Operand;
import io.netledger.cli.format.Node.Pipeline;
import io.netledger.cli.format.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads the tokens of a template into nodes. */
final class Parser {

  private final String source;
  private final List<Token> tokens;
  private int at;
  private int ranges;

  private Parser(String source) {
    this.source = source;
    this.tokens = Lexer.tokens(source);
  }

  /**
   * The nodes of a template.
   *
   * @throws BadTemplate if it is not one
   */
  static List<Node> parse(String source) {
    var parser = new Parser(source);
    List<Node> nodes = parser.body();
    if (!parser.peek().is(Kind.END)) {
      throw parser.wrong("unexpected {{" + parser.tokens.get(parser.at + 1).text() + "}}");
    }
    return nodes;
  }

  /** Nodes up to an {@code else}, an {@code end}, or the end of the template. */
  private List<Node> body() {
    List<Node> nodes = new ArrayList<>();
    while (!peek().is(Kind.END) && !atWord("end") && !atWord("else")) {
      Token token = next();
      nodes.add(token.is(Kind.TEXT) ? new Node.Literal(token.text()) : action());
    }
    return nodes;
  }

  private boolean atWord(String word) {
    return peek().is(Kind.OPEN) && tokens.get(at + 1).isWord(word);
  }

  private Node action() {
    if (peek().isWord("if") || peek().isWord("with") || peek().isWord("range")) {
      return block(next().text());
    }
    if (peek().isWord("break") || peek().isWord("continue")) {
      return jump(next().text());
    }
    if (peek().is(Kind.VARIABLE) && tokens.get(at + 1).is(Kind.ASSIGN)) {
      return assignment();
    }
    Pipeline pipeline = pipeline();
    expect(Kind.CLOSE);
    return new Node.Show(pipeline);
  }

  private Node jump(String word) {
    if (ranges == 0) {
      throw wrong("{{" + word + "}} outside {{range}}");
    }
    expect(Kind.CLOSE);
    return word.equals("break") ? new Node.Break() : new Node.Continue();
  }

  private Node assignment() {
    String variable = next().text().substring(1);
    expect(Kind.ASSIGN);
    Pipeline pipeline = pipeline();
    expect(Kind.CLOSE);
    return new Node.Assign(variable, pipeline);
  }

  private Node block(String word) {
    Pipeline pipeline = pipeline();
    expect(Kind.CLOSE);
    int within = word.equals("range") ? 1 : 0;
    ranges += within;
    List<Node> body = body();
    ranges -= within;
    List<Node> otherwise = otherwise();
    return switch (word) {
      case "if" -> new Node.If(pipeline, body, otherwise);
      case "with" -> new Node.With(pipeline, body, otherwise);
      default -> new Node.Range(pipeline, body, otherwise);
    };
  }

  /** Reads {@code {{end}}}, {@code {{else}} … {{end}}} or {@code {{else if …}} … {{end}}}. */
  private List<Node> otherwise() {
    if (!peek().is(Kind.OPEN)) {
      throw wrong("unexpected EOF");
    }
    expect(Kind.OPEN);
    if (next().isWord("end")) {
      expect(Kind.CLOSE);
      return List.of();
    }
    if (peek().isWord("if") || peek().isWord("with")) {
      return List.of(block(next().text()));
    }
    expect(Kind.CLOSE);
    List<Node> otherwise = body();
    if (!atWord("end")) {
      throw wrong("unexpected EOF");
    }
    next();
    next();
    expect(Kind.CLOSE);
    return otherwise;
  }

  private Pipeline pipeline() {
    List<String> variables = new ArrayList<>();
    if (peek().is(Kind.VARIABLE)
        && (tokens.get(at + 1).is(Kind.DECLARE) || tokens.get(at + 1).is(Kind.COMMA))) {
      do {
        variables.add(expect(Kind.VARIABLE).text().substring(1));
      } while (next().is(Kind.COMMA));
    }
    List<Call> calls = new ArrayList<>();
    do {
      calls.add(call());
    } while (peek().is(Kind.PIPE) && next().is(Kind.PIPE));
    return new Pipeline(variables, calls);
  }

  private Call call() {
    List<Operand> operands = new ArrayList<>();
    while (!peek().is(Kind.PIPE) && !peek().is(Kind.CLOSE) && !peek().is(Kind.RIGHT)) {
      operands.add(operand());
    }
    if (operands.isEmpty()) {
      throw wrong("missing value for command");
    }
    return new Call(operands);
  }

  private Operand operand() {
    Token token = next();
    return switch (token.kind()) {
      case FIELD -> new Operand.Dot(names(token.text()));
      case VARIABLE -> variable(token.text());
      case STRING -> new Operand.Constant(Value.of(token.text()));
      case NUMBER -> new Operand.Constant(number(token.text()));
      case WORD -> word(token.text());
      case LEFT -> nested();
      case TEXT, OPEN, CLOSE, PIPE, COMMA, DECLARE, ASSIGN, RIGHT, END ->
          throw wrong("unexpected \"" + token.text() + "\" in operand");
    };
  }

  private Operand nested() {
    Pipeline pipeline = pipeline();
    Token right = expect(Kind.RIGHT);
    boolean goesOn = peek().is(Kind.FIELD) && peek().start() == right.end();
    return new Operand.Nested(pipeline, goesOn ? names(next().text()) : List.of());
  }

  private Operand word(String word) {
    return switch (word) {
      case "true", "false" -> new Operand.Constant(Value.of(word.equals("true")));
      case "nil" -> new Operand.Constant(new Value.Nothing());
      default -> {
        if (!Functions.knows(word)) {
          throw wrong("function \"" + word + "\" not defined; there are " + Functions.names());
        }
        yield new Operand.Function(word);
      }
    };
  }

  private static Operand variable(String text) {
    int dot = text.indexOf('.');
    String name = dot < 0 ? text.substring(1) : text.substring(1, dot);
    return new Operand.Variable(name, dot < 0 ? List.of() : names(text.substring(dot)));
  }

  private Value number(String text) {
    try {
      return Value.of(Long.parseLong(text));
    } catch (NumberFormatException _) {
      throw wrong("bad number syntax: \"" + text + "\"");
    }
  }

  private static List<String> names(String path) {
    return path.equals(".") ? List.of() : List.of(path.substring(1).split("\\.", -1));
  }

  private Token expect(Kind kind) {
    if (!peek().is(kind)) {
      throw wrong("unexpected \"" + peek().text() + "\"");
    }
    return next();
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    Token token = peek();
    if (!token.is(Kind.END)) {
      at++;
    }
    return token;
  }

  private BadTemplate wrong(String what) {
    String before = source.substring(0, Math.min(peek().start(), source.length()));
    return BadTemplate.unreadable(1 + (int) before.chars().filter(c -> c == '\n').count(), what);
  }
}
