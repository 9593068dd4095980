package io.netledger.eventstore;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Feeds one view by an Axon tracking processor: of all replicas one has the claim and feeds, and if
 * it dies another takes over.
 */
final class ViewFeeder {

  /** Events of one transaction. */
  private static final int BATCH = 500;

  /** How long a replica that died keeps a view from being fed. */
  private static final Duration CLAIM = Duration.ofSeconds(5);

  private static final int LOOK_FOR_CLAIM = 500; // ms

  private final TrackingEventProcessor processor;

  ViewFeeder(
      ViewTables tables,
      long position,
      Feed feed,
      ViewTransactions transactions,
      Progress progress) {
    String name = tables.schema();
    processor =
        TrackingEventProcessor.builder()
            .name(name)
            .messageSource(new FeedSource(feed, progress))
            .tokenStore(tokens(transactions))
            .transactionManager(transactions)
            .eventHandlerInvoker(new Invoker(new ViewUpdates(tables), transactions, progress))
            .trackingEventProcessorConfiguration(
                TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                    .andBatchSize(BATCH)
                    .andTokenClaimInterval(LOOK_FOR_CLAIM, TimeUnit.MILLISECONDS)
                    .andInitialTrackingToken(_ -> new GlobalSequenceTrackingToken(position)))
            .build();
  }

  private static JdbcTokenStore tokens(ViewTransactions transactions) {
    return JdbcTokenStore.builder()
        .connectionProvider(transactions)
        .serializer(new TokenText())
        .contentType(String.class)
        .claimTimeout(CLAIM)
        .nodeId(ProcessHandle.current().pid() + "@" + Integer.toHexString(transactions.hashCode()))
        .schema(
            TokenSchema.builder()
                .setTokenTable("ledger.view_token")
                .setProcessorNameColumn("processor_name")
                .setTokenTypeColumn("token_type")
                .setTimestampColumn("claimed_at")
                .build())
        .build();
  }

  void start() {
    processor.start();
  }

  CompletableFuture<Void> stop() {
    return processor.shutdownAsync();
  }

  /** Hands a batch to the view when its last event has come. */
  private record Invoker(ViewUpdates updates, ViewTransactions transactions, Progress progress)
      implements EventHandlerInvoker {

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
      return true;
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) throws SQLException {
      UnitOfWork<?> current = CurrentUnitOfWork.get();
      if (!(current instanceof BatchingUnitOfWork<?> work)) {
        throw new IllegalStateException("a tracking processor works in batches, not in " + current);
      }
      if (work.isLastMessage(message)) {
        List<Recorded> batch =
            work.getMessages().stream().map(each -> (Recorded) each.getPayload()).toList();
        updates.apply(transactions.getConnection(), batch);
        work.afterCommit(_ -> progress.reached(batch.getLast().revision()));
      }
    }
  }
}
