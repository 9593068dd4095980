package io.netledger.deploy.local.scale;

import io.netledger.deploy.local.witness.Shell;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The host's kernel by the word of {@code ip} and {@code nft}. */
final class Kernel {

  /** Names of links have their number before them, so one that was made anew is another. */
  private static final String LINKS = "ip -o link show | cut -d: -f1,2 | cut -d@ -f1";

  private static final String ADDRESSES = "ip -o addr show | awk '{ print $2, $3, $4 }'";
  private static final String ROUTES =
      "ip route show table all; ip -6 route show table all | sed 's/ pref .*//'";
  private static final String RULES =
      "nft list ruleset | tr -d '\\t' | grep -E 'elements|br-|nl[0-9a-f]' || true";
  private static final String NAMESPACES = "ls /run/netledger/netns 2>/dev/null || true";

  private final Shell shell;

  Kernel(Shell shell) {
    this.shell = shell;
  }

  Set<String> links() {
    return lines(LINKS);
  }

  /** Host's ends of veth pairs that are ours. */
  int endpoints() {
    return (int) shell.run("ip -o link show type veth").lines().filter(Kernel::isOurs).count();
  }

  /** Ports that lead to sandboxes. */
  int published() {
    return shell
        .run("nft list map inet netledger published4 | grep -oE ': 10[.0-9]+ [.] [0-9]+' || true")
        .lines()
        .toList()
        .size();
  }

  private static boolean isOurs(String link) {
    return link.contains("netledger:endpoint:") || link.matches("\\d+: nl[0-9a-f]{12}@.*");
  }

  /** Everything in it that somebody has made. */
  Set<String> all() {
    Set<String> all = new TreeSet<>();
    List.of(LINKS, ADDRESSES, ROUTES, RULES, NAMESPACES).forEach(look -> all.addAll(lines(look)));
    return all;
  }

  private Set<String> lines(String script) {
    return new TreeSet<>(shell.run(script).lines().filter(Kernel::isSomething).toList());
  }

  /** Not what belongs to the wire: the kernel adds to that by and by. */
  private static boolean isSomething(String line) {
    return !line.isBlank() && !line.contains(Outside.WIRE);
  }
}
