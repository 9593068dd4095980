package io.netledger.network.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.guest.Guests;
import io.netledger.network.host.Boot;
import io.netledger.network.sandbox.Namespace;
import io.netledger.network.sandbox.Sandbox;
import io.netledger.network.sandbox.SandboxSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked for in whatever order, a guest has its donor, or there is none to have. */
class RandomGuestsTest {

  private static final int WISHES = 600;
  private static final List<String> NAMES = List.of("web", "db", "side", "extra", "more");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void haveTheDonorOfTheName(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Memory memory = new Memory();
    for (String host : List.of("h1", "h2")) {
      memory.decide(work ->
          HostRules.hello(work, host, new Boot("b", Optional.empty(), List.of(), Map.of())));
    }
    List<String> ids = new ArrayList<>();
    int rejoined = 0;
    for (int i = 0; i < WISHES; i++) {
      long waiting = waiting(memory, ids);
      memory.decide(wish(random, i, ids));
      rejoined += waiting(memory, ids) < waiting ? 1 : 0;
      if (i % 20 == 0) {
        check(memory, ids, seed);
      }
    }
    check(memory, ids, seed);
    assertThat(rejoined).as("seed %d: some have rejoined or gone", seed).isPositive();
  }

  private static Consumer<Work> wish(RandomGenerator random, int number, List<String> ids) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    String host = random.nextInt(4) == 0 ? "h2" : "h1";
    String one = ids.isEmpty() ? "none" : ids.get(random.nextInt(ids.size()));
    return switch (random.nextInt(8)) {
      case 0, 1 -> create(fresh(number, ids), name, host, new Namespace.Made());
      case 2, 3 -> {
        String donor = NAMES.get(random.nextInt(NAMES.size()));
        yield create(fresh(number, ids), name, "", new Namespace.OfDonor("", donor, false));
      }
      case 4 -> create(fresh(number, ids), name, host, new Namespace.OfHost());
      case 5 -> work -> SandboxRules.ready(work, one, "/run/" + one);
      case 6 -> work -> SandboxRules.failed(work, one, "no");
      default ->
          work -> {
            String id = Naming.sandbox(work, name);
            SandboxRules.remove(work, id, true);
            SandboxRules.removed(work, id);
          };
    };
  }

  private static String fresh(int number, List<String> ids) {
    ids.add("sb-" + number);
    return ids.getLast();
  }

  private static Consumer<Work> create(String id, String name, String host, Namespace namespace) {
    return work ->
        SandboxRules.create(work, id, new SandboxSettings(name, host, Map.of(), namespace));
  }

  private static long waiting(Memory memory, List<String> ids) {
    return ids.stream()
        .flatMap(id -> live(memory, id).stream())
        .filter(guest -> guest.namespace() instanceof Namespace.OfDonor(_, _, var gone) && gone)
        .count();
  }

  private static void check(Memory memory, List<String> ids, long seed) {
    Guests guests = memory.state(Kinds.GUESTS, Kinds.SANDBOX_STREAM);
    for (String id : ids) {
      live(memory, id)
          .filter(guest -> guest.namespace() instanceof Namespace.OfDonor)
          .ifPresent(guest -> check(memory, guests, id, guest, "seed " + seed + ": " + guest));
    }
    for (String donor : NAMES) {
      for (String guest : guests.of(donor)) {
        assertThat(memory.state(Kinds.SANDBOX, guest)).isNotInstanceOf(Sandbox.Removed.class);
      }
    }
  }

  private static void check(
      Memory memory, Guests guests, String id, SandboxSettings guest, String words) {
    if (!(guest.namespace() instanceof Namespace.OfDonor(var donorId, var name, var gone))) {
      throw new AssertionError(words);
    }
    assertThat(guests.of(name)).as(words).contains(id);
    Optional<SandboxSettings> donor = live(memory, donorId);
    if (!gone) {
      assertThat(donor.map(SandboxSettings::name)).as(words).contains(name);
      assertThat(donor.map(SandboxSettings::host)).as(words).contains(guest.host());
      return;
    }
    assertThat(donor).as(words).isEmpty();
    Optional<SandboxSettings> holder =
        memory
            .state(Kinds.SANDBOX_NAMES, Kinds.SANDBOX_STREAM)
            .idOf(name)
            .flatMap(there -> live(memory, there))
            .filter(there -> there.host().equals(guest.host()))
            .filter(there ->
                there.namespace() instanceof Namespace.Made
                    || there.namespace() instanceof Namespace.OfGuest);
    assertThat(holder).as(words).isEmpty();
  }

  /** What a sandbox is that its host has or shall have. */
  private static Optional<SandboxSettings> live(Memory memory, String id) {
    return switch (memory.state(Kinds.SANDBOX, id)) {
      case Sandbox.Created(var settings, _) -> Optional.of(settings);
      case Sandbox.Ready(var settings, _, _) -> Optional.of(settings);
      case Sandbox.Absent _, Sandbox.Failed _, Sandbox.Removing _, Sandbox.Removed _ ->
          Optional.empty();
    };
  }
}
