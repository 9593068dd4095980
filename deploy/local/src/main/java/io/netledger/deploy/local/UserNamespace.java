package io.netledger.deploy.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where we may make network namespaces: for root on the machine itself, for a normal user in a user
 * namespace of their own, where they are root. It must stay the same one as long as any simulated
 * host lives in it, so a process that only sleeps holds it.
 *
 * @param holder whose user namespace it is; empty: the one we are in
 */
record UserNamespace(Optional<RecordedProcess> holder) {

  private static final String NAME = "user-namespace";

  private static final List<String> SLEEP = List.of("sleep", "infinity");

  /**
   * The namespace of this deployment, made if missing.
   *
   * @param members processes that may live in it, to find it again if its holder was killed
   */
  static UserNamespace of(DataDirectory data, boolean root, List<RecordedProcess> members) {
    if (root) {
      return new UserNamespace(Optional.empty());
    }
    Optional<RecordedProcess> holder = existing(data);
    if (holder.isPresent()) {
      return new UserNamespace(holder);
    }
    Command sleep =
        members.isEmpty()
            ? new Command(SLEEP).after(List.of("unshare", "--user", "--map-root-user", "--"))
            : new Command(SLEEP).after(entry(members.getFirst()));
    Path log = data.log(NAME);
    return new UserNamespace(Optional.of(Holder.start(NAME, sleep, data.process(NAME), log)));
  }

  /** The namespace's holder, if it lives. */
  static Optional<RecordedProcess> existing(DataDirectory data) {
    return RecordedProcess.in(data.process(NAME));
  }

  /** What to put before a command so that it is root in this namespace. */
  List<String> entry() {
    return holder.map(UserNamespace::entry).orElse(List.of());
  }

  private static List<String> entry(RecordedProcess member) {
    return new ArrayList<>(
        List.of(
            "nsenter",
            "--user=/proc/" + member.pid() + "/ns/user",
            "--preserve-credentials",
            "--"));
  }

  /**
   * Finds out whether this machine allows all this.
   *
   * @throws Failure with what is missing
   */
  static void check(boolean root) {
    Command probe =
        root
            ? Command.of("unshare", "--net", "--mount", "true")
            : Command.of("unshare", "--user", "--map-root-user", "--net", "--mount", "true");
    Command.Outcome outcome = probe.run();
    if (!outcome.success()) {
      throw new Failure(
          root
              ? "root may not make network namespaces here ("
                  + outcome.output()
                  + "): in a container, give it CAP_SYS_ADMIN and CAP_NET_ADMIN"
              : "a normal user may not make user namespaces here ("
                  + outcome.output()
                  + "): run as root, or allow them: sysctl user.max_user_namespaces,"
                  + " kernel.unprivileged_userns_clone=1 (Debian),"
                  + " kernel.apparmor_restrict_unprivileged_userns=0 (Ubuntu)");
    }
  }
}
