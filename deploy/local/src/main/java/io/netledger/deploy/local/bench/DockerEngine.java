package io.netledger.deploy.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Calls Docker's Engine API as the docker command does, without the command. */
final class DockerEngine implements Engine {

  /** The image, in dockerd only. */
  static final String IMAGE = "netledger-bench";

  private final UnixHttp http;

  DockerEngine(Path socket) {
    try {
      http = new UnixHttp(socket);
    } catch (IOException e) {
      throw new UncheckedIOException("dockerd does not answer at " + socket, e);
    }
  }

  /** Loads {@code tar} as the image. */
  void image(byte[] tar) {
    send("POST", "/images/create?fromSrc=-&repo=" + IMAGE, "application/x-tar", tar);
  }

  @Override
  public void sandbox(String name) {
    // A container's first process takes no SIGTERM that it has no handler for, so sleep is killed.
    post(
        "/containers/create?name=" + name,
        """
        {"Image": "%s", "Cmd": ["/bin/sleep", "86400"], "StopSignal": "SIGKILL"}\
        """
            .formatted(IMAGE));
    post("/containers/" + name + "/start", "");
  }

  @Override
  public void create(String network) {
    post("/networks/create", "{\"Name\": \"" + network + "\", \"CheckDuplicate\": true}");
  }

  @Override
  public void remove(String network) {
    send("DELETE", "/networks/" + network, "application/json", new byte[0]);
  }

  @Override
  public void connect(String network, String sandbox) {
    post("/networks/" + network + "/connect", "{\"Container\": \"" + sandbox + "\"}");
  }

  @Override
  public void disconnect(String network, String sandbox) {
    post("/networks/" + network + "/disconnect", "{\"Container\": \"" + sandbox + "\"}");
  }

  @Override
  public void inspect(String network) {
    send("GET", "/networks/" + network, "application/json", new byte[0]);
  }

  @Override
  public void list() {
    send("GET", "/networks", "application/json", new byte[0]);
  }

  private void post(String target, String body) {
    send("POST", target, "application/json", body.getBytes(UTF_8));
  }

  private void send(String method, String target, String contentType, byte[] body) {
    try {
      UnixHttp.Response response = http.send(method, target, contentType, body);
      if (response.status() >= 300) {
        throw new IllegalStateException(
            "dockerd: %s %s: %d %s"
                .formatted(method, target, response.status(), response.body().strip()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("dockerd: " + method + " " + target, e);
    }
  }

  @Override
  public void close() {
    try {
      http.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
