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

  private static final int SWARM_PORT = 2377;

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
    return fact(container(sandbox), "\"Networks\":.*\"IPAddress\":\"([0-9.]+)\"");
  }

  /** The process of a container, as dockerd numbers it. */
  long process(String sandbox) {
    return Long.parseLong(fact(container(sandbox), "\"Pid\":([0-9]+)"));
  }

  private static String container(String name) {
    return "/containers/" + name + "/json";
  }

  /** What the description at {@code target} says where {@code pattern} has its group. */
  private String fact(String target, String pattern) {
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
  public void overlay(String network) {
    post(
        "/networks/create",
        "{\"Name\": \"" + network + "\", \"Driver\": \"overlay\", \"Attachable\": true}");
  }

  /** Makes it the manager of a swarm of its own; returns the token that a worker joins with. */
  String beginSwarm(String address) {
    post("/swarm/init", "{" + listen(address) + "}");
    return fact("/swarm", "\"Worker\":\"([^\"]+)\"");
  }

  /** Makes it a worker. */
  void joinSwarm(String address, String manager, String token) {
    post(
        "/swarm/join",
        "{%s, \"RemoteAddrs\": [\"%s:%d\"], \"JoinToken\": \"%s\"}"
            .formatted(listen(address), manager, SWARM_PORT, token));
  }

  private static String listen(String address) {
    return "\"ListenAddr\": \"%1$s:%2$d\", \"AdvertiseAddr\": \"%1$s\""
        .formatted(address, SWARM_PORT);
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
