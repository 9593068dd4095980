package io.netledger.deploy.local.chaos;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.netledger.deploy.local.witness.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What {@code ip} and {@code nft} see on the host, as sorted sentences.
 *
 * @param links of ours in the host's namespace: "NAME ALIAS on MASTER"
 * @param interfaces in sandboxes, lo left out: "SANDBOX NAME MAC ADDRESS…"
 * @param sandboxes ids of those with a namespace
 * @param gateways of default routes: "SANDBOX GATEWAY"
 * @param bridges in the firewall's set
 */
record Kernel(
    List<String> links,
    List<String> interfaces,
    List<String> sandboxes,
    List<String> gateways,
    List<String> bridges) {

  private static final String INSIDE =
      """
      for file in /run/netledger/netns/*; do
        [ -e "$file" ] || continue
        echo "@${file##*/}"
        nsenter --net="$file" ip -j addr show
        nsenter --net="$file" ip -j -4 route show default
        nsenter --net="$file" ip -j -6 route show default
      done
      """;

  static Kernel look(Shell shell) {
    List<String> sandboxes = new ArrayList<>();
    List<String> interfaces = new ArrayList<>();
    List<String> gateways = new ArrayList<>();
    String sandbox = "";
    for (String line : shell.run(INSIDE).lines().filter(each -> !each.isBlank()).toList()) {
      if (line.startsWith("@")) {
        sandbox = line.substring(1);
        sandboxes.add(sandbox);
      } else {
        for (JsonObject each : objects(line)) {
          if (each.has("gateway")) {
            gateways.add(sandbox + " " + text(each, "gateway"));
          } else if (each.has("ifname") && !text(each, "ifname").equals("lo")) {
            interfaces.add(sandbox + " " + inside(each));
          }
        }
      }
    }
    return new Kernel(links(shell), interfaces, sandboxes, gateways, bridges(shell));
  }

  private static String inside(JsonObject link) {
    List<String> addresses =
        objects(link.getAsJsonArray("addr_info").toString()).stream()
            .filter(each -> text(each, "scope").equals("global"))
            .map(each -> text(each, "local") + "/" + text(each, "prefixlen"))
            .sorted()
            .toList();
    return text(link, "ifname")
        + " "
        + text(link, "address")
        + " "
        + text(link, "operstate")
        + " "
        + String.join(" ", addresses);
  }

  private static List<String> links(Shell shell) {
    return objects(shell.run("ip -j -d link show")).stream()
        .filter(link ->
            text(link, "ifalias").startsWith("netledger:")
                || text(link, "ifname").matches("nlx?[0-9a-f]{12}|br-[0-9a-f]{12}"))
        .map(link ->
            "%s %s on %s"
                .formatted(text(link, "ifname"), text(link, "ifalias"), text(link, "master")))
        .sorted()
        .toList();
  }

  private static List<String> bridges(Shell shell) {
    var answer =
        JsonParser.parseString(shell.run("nft -j list set inet netledger bridges"))
            .getAsJsonObject();
    List<String> names = new ArrayList<>();
    for (JsonObject each : objects(answer.getAsJsonArray("nftables").toString())) {
      if (each.has("set") && each.getAsJsonObject("set").has("elem")) {
        each.getAsJsonObject("set")
            .getAsJsonArray("elem")
            .forEach(name -> names.add(name.getAsString()));
      }
    }
    return names;
  }

  private static List<JsonObject> objects(String json) {
    JsonArray array = JsonParser.parseString(json).getAsJsonArray();
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  private static String text(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value == null ? "" : value.getAsString();
  }
}
