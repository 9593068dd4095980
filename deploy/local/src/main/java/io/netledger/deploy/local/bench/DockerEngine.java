package io.netledger.deploy.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  public String publish(String network, String sandbox, int port) {
    post(
        "/containers/create?name=" + sandbox,
        """
        {"Image": "%s", "Cmd": ["/bin/sleep", "86400"], "StopSignal": "SIGKILL",
         "ExposedPorts": {"%d/tcp": {}},
         "HostConfig": {"NetworkMode": "%s", "PortBindings": {"%d/tcp": [{"HostPort": "%d"}]}}}\
        """
            .formatted(IMAGE, port, network, port, port));
    post("/containers/" + sandbox + "/start", "");
    return fact(sandbox, "\"Networks\":.*\"IPAddress\":\"([0-9.]+)\"");
  }

  /** The process of a container, as dockerd numbers it. */
  long process(String sandbox) {
    return Long.parseLong(fact(sandbox, "\"Pid\":([0-9]+)"));
  }

  /** What the description of a container says where {@code pattern} has its group. */
  private String fact(String container, String pattern) {
    String target = "/containers/" + container + "/json";
    String description = answer("GET", target, "application/json", new byte[0]);
    Matcher found = Pattern.compile(pattern).matcher(description);
    if (!found.find()) {
      throw new IllegalStateException("dockerd: " + target + ": no " + pattern);
    }
    return found.group(1);
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
    var _ = answer(method, target, contentType, body);
  }

  private String answer(String method, String target, String contentType, byte[] body) {
    try {
      UnixHttp.Response response = http.send(method, target, contentType, body);
      if (response.status() >= 300) {
        throw new IllegalStateException(
            "dockerd: %s %s: %d %s"
                .formatted(method, target, response.status(), response.body().strip()));
      }
      return response.body();
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
