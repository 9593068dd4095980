package io.netledger.network.process;

import io.netledger.address.Cidr;
import io.netledger.eventstore.Appended;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.Work;
import io.netledger.eventstore.rpc.Intake;
import io.netledger.network.endpoint.WantedAddress;
import io.netledger.network.failure.Failure;
import io.netledger.network.ipam.IpamClient;
import io.netledger.network.network.NetworkPool;
import io.netledger.network.network.WantedPool;
import io.netledger.network.process.Step.AllocateAddresses;
import io.netledger.network.process.Step.CloseOwnedPools;
import io.netledger.network.process.Step.ClosePools;
import io.netledger.network.process.Step.ForgetSandbox;
import io.netledger.network.process.Step.OpenPools;
import io.netledger.network.process.Step.ReleaseAddresses;
import io.netledger.network.rules.EndpointRules;
import io.netledger.network.rules.NetworkRules;
import io.netledger.network.rules.SandboxRules;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.ArrayList;
import java.util.List;
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
    Consumer<Work> outcome =
        switch (step) {
          case AllocateAddresses allocate -> allocate(allocate);
          case ReleaseAddresses release -> release(release);
          case OpenPools open -> open(open);
          case ClosePools(var network, var pools) -> close(network, pools);
          case CloseOwnedPools(var network) -> close(network, ipam.poolsOf(network));
          case ForgetSandbox(var sandbox) -> work -> SandboxRules.removed(work, sandbox);
        };
    Traced traced = Traced.of(step.stream(), outcome);
    Appended appended = intake.followUp(ACTOR, cause, traced);
    return new Done(step, appended, traced.steps());
  }

  private Consumer<Work> allocate(AllocateAddresses step) {
    try {
      List<Cidr> addresses = new ArrayList<>();
      for (WantedAddress wanted : step.wanted()) {
        addresses.add(ipam.allocate(wanted.poolId(), step.endpointId(), wanted.address()));
      }
      return work -> EndpointRules.addressed(work, step.endpointId(), addresses);
    } catch (Rejection refused) {
      Failure failure = definitely(refused);
      return work -> EndpointRules.fail(work, step.endpointId(), failure);
    }
  }

  private Consumer<Work> release(ReleaseAddresses step) {
    for (WantedAddress wanted : step.wanted()) {
      ipam.release(wanted.poolId(), step.endpointId());
    }
    return work -> EndpointRules.released(work, step.endpointId());
  }

  private Consumer<Work> open(OpenPools step) {
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

  private Consumer<Work> close(String networkId, List<String> pools) {
    pools.forEach(this::close);
    return work -> NetworkRules.removed(work, networkId);
  }

  /** The network has no endpoints any more, so whatever still holds an address there is dead. */
  private void close(String pool) {
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
