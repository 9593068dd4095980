package io.netledger.eventstore;

/** The request id was used before, for a request that asked for something else. */
public final class RequestIdReused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String requestId;

  RequestIdReused(String requestId) {
    super("request id " + requestId + " was used before for another request");
    this.requestId = requestId;
  }

  public String requestId() {
    return requestId;
  }
}
