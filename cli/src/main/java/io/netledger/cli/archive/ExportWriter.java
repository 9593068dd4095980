package io.netledger.cli.archive;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.netledger.proto.history.v1.StoredEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Writes an export: a line that says what follows, then a line an event, log after log. The file is
 * there as a whole or not at all.
 */
public final class ExportWriter implements AutoCloseable {

  static final String TYPE = "netledger.history.v1.Export";

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final Path file;
  private final Path draft;
  private final FileChannel channel;
  private final BufferedWriter out;

  private ExportWriter(Path file, Path draft, FileChannel channel) {
    this.file = file;
    this.draft = draft;
    this.channel = channel;
    this.out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
  }

  /** Begins the file with what is in it. */
  public static ExportWriter begin(Path file, List<Extent> extents) throws IOException {
    Path draft =
        file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
    FileChannel channel =
        FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    ExportWriter writer = new ExportWriter(file, draft, channel);
    writer.line(head(extents));
    return writer;
  }

  private static JsonObject head(List<Extent> extents) {
    JsonArray logs = new JsonArray();
    extents.forEach(extent -> logs.add(extent.json()));
    JsonObject data = new JsonObject();
    data.add("logs", logs);
    JsonObject json = new JsonObject();
    json.addProperty("specversion", "1.0");
    json.addProperty("id", extents.isEmpty() ? "" : extents.getFirst().root().toString());
    json.addProperty("source", "netledger");
    json.addProperty("type", TYPE);
    json.addProperty("datacontenttype", "application/json");
    json.add("data", data);
    return json;
  }

  /** The next event. */
  public void add(String service, StoredEvent event) throws IOException {
    line(CloudEvents.json(service, event));
  }

  private void line(JsonObject json) throws IOException {
    out.write(GSON.toJson(json));
    out.write('\n');
  }

  /** All is written: the file takes its place. */
  public void finish() throws IOException {
    out.flush();
    channel.force(true);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(draft);
  }
}
