package io.netledger.cli.format;

import java.util.List;

/** A part of a template, as read. */
sealed interface Node {

  /** Text as it is. */
  record Literal(String text) implements Node {}

  /** {@code {{pipeline}}}, or {@code {{$x := pipeline}}}, which shows nothing. */
  record Show(Pipeline pipeline) implements Node {}

  /** {@code {{$x = pipeline}}}: a variable that is declared gets another value. */
  record Assign(String variable, Pipeline pipeline) implements Node {}

  /** {@code {{break}}}: ends the range. */
  record Break() implements Node {}

  /** {@code {{continue}}}: goes on with the range's next value. */
  record Continue() implements Node {}

  /** {@code {{if pipeline}} body {{else}} otherwise {{end}}}. */
  record If(Pipeline pipeline, List<Node> body, List<Node> otherwise) implements Node {}

  /** {@code {{with pipeline}}}: an {@code if} whose body sees the value as its dot. */
  record With(Pipeline pipeline, List<Node> body, List<Node> otherwise) implements Node {}

  /** {@code {{range $key, $value := pipeline}}}. */
  record Range(Pipeline pipeline, List<Node> body, List<Node> otherwise) implements Node {}

  /**
   * Calls, each of which gets the value before it as its last argument.
   *
   * @param variables declared by it: none, one, or two in a range
   */
  record Pipeline(List<String> variables, List<Call> calls) {}

  /** A function with its arguments, or a lone value. */
  record Call(List<Operand> operands) {}

  /** What a call is made of. */
  sealed interface Operand {

    /** {@code "text"}, {@code 12}, {@code true}, {@code nil}. */
    record Constant(Value value) implements Operand {}

    /** {@code .} and {@code .A.B}: names below the dot. */
    record Dot(List<String> names) implements Operand {}

    /** {@code $x.A}: names below a variable; "" is {@code $}, the whole. */
    record Variable(String variable, List<String> names) implements Operand {}

    /** {@code (pipeline).A}. */
    record Nested(Pipeline pipeline, List<String> names) implements Operand {}

    /** A function's name. */
    record Function(String name) implements Operand {}
  }
}
