package io.netledger.cli.archive;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.netledger.proof.EventHash;
import io.netledger.proof.Frontier;
import io.netledger.proof.Hash;
import io.netledger.proof.LogEntry;
import io.netledger.proto.history.v1.StoredEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads an export and checks each line: the events, the chain, the tree, and that all is there. */
public final class ExportReader implements AutoCloseable {

  private final BufferedReader in;
  private final List<Extent> extents;
  private final EventHash chain = new EventHash();
  private long line;
  private int log;
  private long revision;
  private Hash hash = Hash.NONE;
  private Frontier frontier = Frontier.atBeginning();

  private ExportReader(BufferedReader in) throws IOException, DamagedExport {
    this.in = in;
    this.extents = head();
    begin();
  }

  /**
   * Opens the file, and reads what is in it.
   *
   * @throws DamagedExport if its first line does not say that
   */
  public static ExportReader open(Path file) throws IOException, DamagedExport {
    BufferedReader in = Files.newBufferedReader(file);
    try {
      return new ExportReader(in);
    } catch (IOException | DamagedExport | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** The logs that it has, in their order. */
  public List<Extent> extents() {
    return extents;
  }

  /**
   * An event and whose it is.
   *
   * @param log number of its extent
   */
  public record Entry(int log, StoredEvent event) {}

  /**
   * The next event; empty after the last one of the last log.
   *
   * @throws DamagedExport if the next line is not as it was written
   */
  public Optional<Entry> next() throws IOException, DamagedExport {
    while (log < extents.size() && revision == extents.get(log).to()) {
      end(extents.get(log));
      log++;
      begin();
    }
    Optional<String> text = line();
    if (log == extents.size()) {
      if (text.isPresent()) {
        throw damaged("there is more than the first line says");
      }
      return Optional.empty();
    }
    Extent extent = extents.get(log);
    if (text.isEmpty()) {
      throw damaged(
          "the file ends after revision %d of %s; expected r%d as the last"
              .formatted(revision, extent.service(), extent.to()));
    }
    StoredEvent event = event(text.get(), extent);
    check(event);
    return Optional.of(new Entry(log, event));
  }

  private void check(StoredEvent event) throws DamagedExport {
    if (event.getRevision() != revision + 1) {
      throw damaged(
          "revision %d follows revision %d; expected revision %d"
              .formatted(event.getRevision(), revision, revision + 1));
    }
    Hash own = chain.of(LogEntry.of(event), hash);
    if (!java.util.Arrays.equals(own.bytes(), event.getHash().toByteArray())) {
      throw damaged(
          "revision %d is changed: its hash is not that of its content after revision %d"
              .formatted(event.getRevision(), revision));
    }
    revision++;
    hash = own;
    frontier.add(own);
  }

  private void begin() throws DamagedExport {
    if (log < extents.size()) {
      Extent extent = extents.get(log);
      revision = extent.from();
      hash = extent.fromHash();
      try {
        frontier = Frontier.after(extent.from(), extent.peaks());
      } catch (IllegalArgumentException e) {
        throw new DamagedExport(1, extent.service() + " has " + e.getMessage());
      }
    }
  }

  /** The events lead to what the first line says. */
  private void end(Extent extent) throws DamagedExport {
    if (!hash.equals(extent.toHash()) || !frontier.root().equals(extent.root())) {
      throw new DamagedExport(
          1, "the events of " + extent.service() + " do not lead to the hashes that stand here");
    }
  }

  private List<Extent> head() throws IOException, DamagedExport {
    String text = line().orElseThrow(() -> new DamagedExport(1, "the file is empty"));
    try {
      JsonObject json = JsonParser.parseString(text).getAsJsonObject();
      if (!json.get("type").getAsString().equals(ExportWriter.TYPE)) {
        throw new IllegalArgumentException("its type is not " + ExportWriter.TYPE);
      }
      return StreamSupport.stream(
              json.getAsJsonObject("data").getAsJsonArray("logs").spliterator(), false)
          .map(each -> Extent.of(each.getAsJsonObject()))
          .toList();
    } catch (RuntimeException e) {
      throw damaged("this is not the beginning of an export: " + e.getMessage());
    }
  }

  private StoredEvent event(String text, Extent extent) throws DamagedExport {
    try {
      JsonObject json = JsonParser.parseString(text).getAsJsonObject();
      if (!json.get("source").getAsString().equals(extent.service())) {
        throw new IllegalArgumentException("its source is not " + extent.service());
      }
      return CloudEvents.event(json);
    } catch (RuntimeException e) {
      throw damaged("this is not an event of " + extent.service() + ": " + e.getMessage());
    }
  }

  private Optional<String> line() throws IOException, DamagedExport {
    line++;
    try {
      return Optional.ofNullable(in.readLine());
    } catch (java.nio.charset.CharacterCodingException | UncheckedIOException e) {
      throw damaged("it is not UTF-8: " + e.getMessage());
    }
  }

  private DamagedExport damaged(String message) {
    return new DamagedExport(line, message);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
