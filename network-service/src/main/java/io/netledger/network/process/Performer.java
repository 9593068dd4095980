package io.netledger.network.process;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.eventstore.Appended;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.Work;
import io.netledger.eventstore.rpc.Intake;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.Endpoint;
import io.netledger.network.endpoint.WantedAddress;
import io.netledger.network.failure.Failure;
import io.netledger.network.ipam.IpamClient;
import io.netledger.network.network.NetworkPool;
import io.netledger.network.network.PoolChange;
import io.netledger.network.network.WantedPool;
import io.netledger.network.process.Step.AddPool;
import io.netledger.network.process.Step.AllocateAddresses;
import io.netledger.network.process.Step.AllocateServiceAddresses;
import io.netledger.network.process.Step.CloseOwnedPools;
import io.netledger.network.process.Step.ClosePools;
import io.netledger.network.process.Step.ForgetSandbox;
import io.netledger.network.process.Step.OpenPools;
import io.netledger.network.process.Step.ReleaseAddresses;
import io.netledger.network.process.Step.ReleaseServiceAddresses;
import io.netledger.network.process.Step.WidenPool;
import io.netledger.network.rules.EndpointRules;
import io.netledger.network.rules.NetworkRules;
import io.netledger.network.rules.SandboxRules;
import io.netledger.network.rules.ServiceRules;
import io.netledger.network.service.Service;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out one step: asks ipam-service, then writes down what came of it. */
final class Performer {

  private static final Logger LOG = LoggerFactory.getLogger(Performer.class);

  /** Who the log says it was. */
  static final String ACTOR = "network-service";

  private final Intake intake;
  private final IpamClient ipam;

  Performer(Intake intake, IpamClient ipam) {
    this.intake = intake;
    this.ipam = ipam;
  }

  /** What was stored, and what comes next. */
  record Done(Step step, Appended appended, List<Step> steps) {}

  /**
   * Carries out {@code step}, which follows from {@code cause}.
   *
   * @throws Rejection IPAM_UNAVAILABLE if it has to be tried again
   */
  Done perform(Step step, Recorded cause) {
    IpamClient within = ipam.within(cause.metadata().origin().correlation());
    Consumer<Work> outcome =
        switch (step) {
          case AllocateAddresses allocate -> allocate(within, allocate);
          case ReleaseAddresses release -> release(within, release);
          case AllocateServiceAddresses allocate -> allocate(within, allocate);
          case ReleaseServiceAddresses release -> release(within, release);
          case OpenPools open -> open(within, open);
          case AddPool add -> add(within, add);
          case WidenPool widen -> widen(within, widen);
          case ClosePools(var network, var pools) -> close(within, network, pools);
          case CloseOwnedPools(var network) -> close(within, network, within.poolsOf(network));
          case ForgetSandbox(var sandbox) -> work -> SandboxRules.removed(work, sandbox);
        };
    AtomicBoolean late = new AtomicBoolean();
    Traced traced =
        Traced.of(step.stream(), outcome.andThen(work -> late.set(isTooLate(step, work))));
    Done done = new Done(step, intake.followUp(ACTOR, cause, traced), traced.steps());
    if (late.get()) {
      giveBack(within, step);
    }
    return done;
  }

  /** Another replica has brought the thing to its end while an address was asked for here. */
  private static boolean isTooLate(Step step, Work work) {
    return switch (step) {
      case AllocateAddresses(var endpoint, _, _) ->
          work.state(Kinds.ENDPOINT, endpoint) instanceof Endpoint.Removed;
      case AllocateServiceAddresses(var service, _, _) ->
          work.state(Kinds.SERVICE, service) instanceof Service.Removed;
      case ReleaseAddresses _,
          ReleaseServiceAddresses _,
          OpenPools _,
          AddPool _,
          WidenPool _,
          ClosePools _,
          CloseOwnedPools _,
          ForgetSandbox _ ->
          false;
    };
  }

  private static void giveBack(IpamClient ipam, Step step) {
    if (step instanceof AllocateAddresses(var endpoint, _, var wanted)) {
      release(ipam, endpoint, wanted);
    }
    if (step instanceof AllocateServiceAddresses(var service, _, var wanted)) {
      release(ipam, service, wanted);
    }
  }

  private static Consumer<Work> allocate(IpamClient ipam, AllocateAddresses step) {
    try {
      List<Cidr> addresses = allocate(ipam, step.endpointId(), step.sandbox(), step.wanted());
      return work -> EndpointRules.addressed(work, step.endpointId(), addresses);
    } catch (Rejection refused) {
      Failure failure = definitely(refused);
      return work -> EndpointRules.fail(work, step.endpointId(), failure);
    }
  }

  private static Consumer<Work> allocate(IpamClient ipam, AllocateServiceAddresses step) {
    try {
      List<IpAddress> addresses =
          allocate(ipam, step.serviceId(), step.name(), step.wanted()).stream()
              .map(Cidr::address)
              .toList();
      return work -> ServiceRules.addressed(work, step.serviceId(), addresses);
    } catch (Rejection refused) {
      Failure failure = definitely(refused);
      return work -> ServiceRules.fail(work, step.serviceId(), failure);
    }
  }

  private static List<Cidr> allocate(
      IpamClient ipam, String holder, String name, List<WantedAddress> wanted) {
    return wanted.stream().map(each -> allocate(ipam, holder, name, each)).toList();
  }

  /** Of the first pool that has one; a pool that was full at first is no harm: all are released. */
  private static Cidr allocate(IpamClient ipam, String holder, String name, WantedAddress wanted) {
    List<String> pools = wanted.poolIds();
    for (String pool : pools.subList(0, pools.size() - 1)) {
      try {
        return ipam.allocate(pool, holder, wanted.address(), name);
      } catch (Rejection refused) {
        if (refused.reason() != Reason.ADDRESSES_EXHAUSTED) {
          throw refused;
        }
      }
    }
    return ipam.allocate(pools.getLast(), holder, wanted.address(), name);
  }

  private static Consumer<Work> release(IpamClient ipam, ReleaseAddresses step) {
    release(ipam, step.endpointId(), step.wanted());
    return work -> EndpointRules.released(work, step.endpointId());
  }

  private static Consumer<Work> release(IpamClient ipam, ReleaseServiceAddresses step) {
    release(ipam, step.serviceId(), step.wanted());
    return work -> ServiceRules.released(work, step.serviceId());
  }

  private static void release(IpamClient ipam, String holder, List<WantedAddress> wanted) {
    wanted.stream()
        .flatMap(address -> address.poolIds().stream())
        .forEach(pool -> ipam.release(pool, holder));
  }

  private static Consumer<Work> open(IpamClient ipam, OpenPools step) {
    try {
      List<NetworkPool> pools = new ArrayList<>();
      for (WantedPool wanted : step.wanted()) {
        pools.add(ipam.open(step.networkId(), wanted));
      }
      return work -> NetworkRules.confirm(work, step.networkId(), pools);
    } catch (Rejection refused) {
      Failure failure = definitely(refused);
      return work -> NetworkRules.fail(work, step.networkId(), failure);
    }
  }

  private static Consumer<Work> add(IpamClient ipam, AddPool step) {
    try {
      NetworkPool pool = ipam.open(step.networkId(), step.wanted());
      return work -> NetworkRules.poolAdded(work, step.networkId(), pool);
    } catch (Rejection refused) {
      return failed(step.networkId(), new PoolChange.Add(step.wanted().subnet()), refused);
    }
  }

  private static Consumer<Work> widen(IpamClient ipam, WidenPool step) {
    try {
      ipam.widen(step.poolId(), step.range());
      return work -> NetworkRules.poolWidened(work, step.networkId(), step.poolId(), step.range());
    } catch (Rejection refused) {
      return failed(step.networkId(), new PoolChange.Widen(step.poolId(), step.range()), refused);
    }
  }

  private static Consumer<Work> failed(String network, PoolChange change, Rejection refused) {
    Failure failure = definitely(refused);
    return work -> NetworkRules.poolRefused(work, network, change, failure);
  }

  private static Consumer<Work> close(IpamClient ipam, String networkId, List<String> pools) {
    pools.forEach(pool -> close(ipam, pool));
    return work -> NetworkRules.removed(work, networkId);
  }

  /** The network has no endpoints any more, so whatever still holds an address there is dead. */
  private static void close(IpamClient ipam, String pool) {
    try {
      ipam.close(pool);
    } catch (Rejection refused) {
      if (refused.reason() != Reason.POOL_IN_USE) {
        throw refused;
      }
      LOG.warn("pool {} of a network without endpoints: {}", pool, refused.getMessage());
      ipam.holdersOf(pool).forEach(holder -> ipam.release(pool, holder));
      ipam.close(pool);
    }
  }

  /** What was refused for good, not only for now. */
  private static Failure definitely(Rejection refused) {
    if (refused.reason() == Reason.IPAM_UNAVAILABLE) {
      throw refused;
    }
    return Failure.of(refused);
  }
}
