package io.netledger.cli.session;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command takes that lists things. */
public final class ListOptions {

  @Option(
      names = {"-f", "--filter"},
      paramLabel = "KEY=VALUE",
      description = "Show only those that match; repeatable")
  private List<String> filters = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, 'table TEMPLATE', json, or a template (default: table)")
  private String format = "";

  @Option(names = "--no-trunc", description = "Show ids whole")
  private boolean whole;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show only what names the thing: its id, or a host's name")
  private boolean quiet;

  @Mixin private final Past past = new Past();

  /** Which moment the list is of. */
  public Past past() {
    return past;
  }

  public List<String> filters() {
    return List.copyOf(filters);
  }

  /** Ids are shown whole, not by their first twelve digits. */
  public boolean whole() {
    return whole;
  }

  /**
   * How to show the things; empty: as a table.
   *
   * @param name the field that names a thing
   */
  public String format(String name) {
    return quiet && format.isEmpty() ? "{{." + name + "}}" : format;
  }
}
