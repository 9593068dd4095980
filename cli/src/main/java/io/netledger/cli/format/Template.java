package io.netledger.cli.format;

import io.netledger.cli.format.Node.Call;
import io.netledger.cli.format.Node.Operand;
import io.netledger.cli.format.Node.Pipeline;
import io.netledger.cli.format.Value.Entries;
import io.netledger.cli.format.Value.Fields;
import io.netledger.cli.format.Value.Flag;
import io.netledger.cli.format.Value.Items;
import io.netledger.cli.format.Value.Nothing;
import io.netledger.cli.format.Value.Text;
import io.netledger.cli.format.Value.Whole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A template in the part of Go's language that Docker's documentation uses: fields, variables,
 * pipelines, {@code if}, {@code with}, {@code range}, {@code else}, trim markers, comments and
 * {@code break}, {@code continue} and {@link Functions}. No {@code define}.
 */
public final class Template {

  private final List<Node> nodes;

  private Template(List<Node> nodes) {
    this.nodes = nodes;
  }

  /**
   * Reads a template.
   *
   * @throws BadTemplate if it is not one
   */
  public static Template parse(String source) {
    return new Template(Parser.parse(source));
  }

  /**
   * The template filled with {@code whole}.
   *
   * @throws BadTemplate if it asks for what {@code whole} does not have
   */
  public String fill(Value whole) {
    var out = new StringBuilder();
    Map<String, Variable> variables = new HashMap<>();
    variables.put("", new Variable(whole));
    var _ = new Scope(whole, variables).show(nodes, out);
    return out.toString();
  }

  private static final long LONGEST_RANGE = 100_000;

  /** One turn of a range. */
  private record Turn(Value key, Value value) {}

  /** What comes after a node. */
  private enum Next {
    ON,
    CONTINUE,
    BREAK
  }

  /** A place for a value, seen by the scope that declares it and by all inside of that. */
  private static final class Variable {
    private Value value;

    Variable(Value value) {
      this.value = value;
    }
  }

  /** The dot and the variables that a node sees; "" is the variable {@code $}. */
  private record Scope(Value dot, Map<String, Variable> variables) {

    Scope below(Value other) {
      return new Scope(other, new HashMap<>(variables));
    }

    Next show(List<Node> nodes, StringBuilder out) {
      for (Node node : nodes) {
        Next next = show(node, out);
        if (next != Next.ON) {
          return next;
        }
      }
      return Next.ON;
    }

    private Next show(Node node, StringBuilder out) {
      return switch (node) {
        case Node.Literal(var text) -> {
          out.append(text);
          yield Next.ON;
        }
        case Node.Show(var pipeline) -> {
          Value value = declare(pipeline);
          if (pipeline.variables().isEmpty()) {
            out.append(value.shown());
          }
          yield Next.ON;
        }
        case Node.Assign(var variable, var pipeline) -> {
          variable(variable).value = value(pipeline);
          yield Next.ON;
        }
        case Node.If(var pipeline, var body, var otherwise) -> {
          Scope inside = below(dot);
          boolean yes = !inside.declare(pipeline).isEmpty();
          yield inside.show(yes ? body : otherwise, out);
        }
        case Node.With(var pipeline, var body, var otherwise) -> {
          Scope inside = below(dot);
          Value value = inside.declare(pipeline);
          yield (value.isEmpty() ? inside : inside.below(value))
              .show(value.isEmpty() ? otherwise : body, out);
        }
        case Node.Range range -> range(range, out);
        case Node.Break _ -> Next.BREAK;
        case Node.Continue _ -> Next.CONTINUE;
      };
    }

    private Value declare(Pipeline pipeline) {
      Value value = value(pipeline);
      pipeline.variables().forEach(name -> variables.put(name, new Variable(value)));
      return value;
    }

    private Variable variable(String name) {
      Variable variable = variables.get(name);
      if (variable == null) {
        throw BadTemplate.unanswerable("undefined variable \"$" + name + "\"");
      }
      return variable;
    }

    private Next range(Node.Range range, StringBuilder out) {
      Value whole = value(range.pipeline());
      if (whole.isEmpty()) {
        return below(dot).show(range.otherwise(), out);
      }
      for (Turn turn : turns(whole)) {
        if (turn(range, turn, out) == Next.BREAK) {
          break;
        }
      }
      return Next.ON;
    }

    /** Of a list by position, of a map by key, of a number the numbers below it. */
    private static List<Turn> turns(Value whole) {
      List<Turn> turns = new ArrayList<>();
      switch (whole) {
        case Items(var items) ->
            items.forEach(item -> turns.add(new Turn(Value.of(turns.size()), item)));
        case Entries(var entries) ->
            entries.forEach((key, value) -> turns.add(new Turn(Value.of(key), value)));
        case Whole(var number) when number <= LONGEST_RANGE -> {
          for (long i = 0; i < number; i++) {
            turns.add(new Turn(Value.of(i), Value.of(i)));
          }
        }
        case Text _, Flag _, Whole _, Fields _, Nothing _ ->
            throw BadTemplate.unanswerable("range can't iterate over " + whole.shown());
      }
      return turns;
    }

    private Next turn(Node.Range range, Turn turn, StringBuilder out) {
      Scope inside = below(turn.value());
      List<String> names = range.pipeline().variables();
      if (!names.isEmpty()) {
        inside.variables.put(names.getLast(), new Variable(turn.value()));
      }
      if (names.size() == 2) {
        inside.variables.put(names.getFirst(), new Variable(turn.key()));
      }
      return inside.show(range.body(), out);
    }

    private Value value(Pipeline pipeline) {
      List<Value> carried = List.of();
      for (Call call : pipeline.calls()) {
        carried = List.of(value(call, carried));
      }
      return carried.getFirst();
    }

    private Value value(Call call, List<Value> carried) {
      List<Value> arguments = new ArrayList<>();
      for (Operand operand : call.operands().subList(1, call.operands().size())) {
        arguments.add(value(operand));
      }
      arguments.addAll(carried);
      Operand first = call.operands().getFirst();
      if (first instanceof Operand.Function(var name)) {
        return Functions.call(name, arguments);
      }
      Value value = value(first);
      if (arguments.isEmpty()) {
        return value;
      }
      // Docker's rows have the method .Label "key"; here it is a map that is called.
      arguments.addFirst(value);
      return Functions.call("index", arguments);
    }

    private Value value(Operand operand) {
      return switch (operand) {
        case Operand.Constant(var value) -> value;
        case Operand.Dot(var names) -> below(dot, names);
        case Operand.Nested(var pipeline, var names) -> below(value(pipeline), names);
        case Operand.Function(var name) -> Functions.call(name, List.of());
        case Operand.Variable(var variable, var names) -> below(variable(variable).value, names);
      };
    }

    private static Value below(Value whole, List<String> names) {
      Value value = whole;
      for (String name : names) {
        value = below(value, name);
      }
      return value;
    }

    private static Value below(Value whole, String name) {
      return switch (whole) {
        case Fields fields ->
            fields
                .find(name)
                .orElseThrow(() ->
                    BadTemplate.unanswerable(
                        "map has no entry for key \"" + name + "\"; there are " + names(fields)));
        case Entries(var entries) -> entries.getOrDefault(name, new Nothing());
        case Nothing nothing -> nothing;
        case Text _, Flag _, Whole _, Items _ ->
            throw BadTemplate.unanswerable("can't evaluate field " + name + " in " + whole.shown());
      };
    }

    private static String names(Fields fields) {
      return String.join(", ", fields.fields().stream().map(Value.Field::name).toList());
    }
  }
}
