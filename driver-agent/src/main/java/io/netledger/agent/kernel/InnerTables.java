package io.netledger.agent.kernel;

import io.netledger.agent.names.Names;
import io.netledger.agent.plan.BalanceServices;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.Change.ServeNames;
import io.netledger.agent.plan.Netns;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The tables of ours inside sandboxes: the way to the name server, and to services' backends. */
final class InnerTables {

  private final NameDoors names;
  private final Balancers services;

  InnerTables(Namespaces namespaces, Names names) {
    this.names = new NameDoors(namespaces, names);
    this.services = new Balancers(namespaces);
  }

  void open(ServeNames wanted) {
    names.open(wanted.netns());
  }

  void balance(BalanceServices wanted) {
    services.balance(wanted);
  }

  /**
   * Takes away what the changes have made.
   *
   * @param ending namespaces that end with their sandbox: what is in them goes by itself
   * @param attempt runs each step
   */
  void undo(List<Change> changes, Set<Netns> ending, Consumer<Runnable> attempt) {
    for (ServeNames it : LinuxKernel.ofKind(ServeNames.class, changes)) {
      attempt.accept(
          ending.contains(it.netns())
              ? () -> names.forget(it.netns())
              : () -> names.close(it.netns()));
    }
    for (BalanceServices it : LinuxKernel.ofKind(BalanceServices.class, changes)) {
      if (!ending.contains(it.netns())) {
        attempt.accept(() -> services.close(it.netns()));
      }
    }
  }

  /** Takes all away that is of ours in the sandbox. */
  void close(Netns.Sandbox sandbox) {
    names.close(sandbox);
    services.close(sandbox);
  }

  /** Sandboxes where names should be served and are not. */
  Set<String> nameless(Collection<String> existing, Collection<String> lookedInto) {
    return names.nameless(existing, lookedInto);
  }

  /** How the tables of services differ in those sandboxes. */
  Balancers.View services(Collection<? extends Change> wanted, Set<String> lookedInto) {
    return services.look(LinuxKernel.ofKind(BalanceServices.class, wanted), lookedInto);
  }

  /** A table of services that nobody wants. */
  void closeServices(String sandboxId) {
    services.close(new Netns.Sandbox(sandboxId));
  }
}
