package io.netledger.wire;

import io.grpc.ClientInterceptor;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lets a service that calls another say which request began it all, so that one request has one
 * correlation in both ledgers. It says nothing about who is calling.
 */
public final class Correlation {

  static final Metadata.Key<String> HEADER =
      Metadata.Key.of("netledger-correlation", Metadata.ASCII_STRING_MARSHALLER);

  static final Context.Key<String> KEY = Context.key("netledger.correlation");

  /** As a request id is spelled. */
  private static final Pattern WORD = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private Correlation() {}

  /** For a stub: its calls follow from the request {@code correlation}. */
  public static ClientInterceptor header(String correlation) {
    Metadata headers = new Metadata();
    if (WORD.matcher(correlation).matches()) {
      headers.put(HEADER, correlation);
    }
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  /** Of the call that is being handled on this thread; empty if the caller has named none. */
  public static Optional<String> current() {
    return Optional.ofNullable(KEY.get()).filter(word -> WORD.matcher(word).matches());
  }
}
