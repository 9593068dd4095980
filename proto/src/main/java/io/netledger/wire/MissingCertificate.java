package io.netledger.wire;

/** A TCP address is to be used without a certificate. */
public final class MissingCertificate extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  MissingCertificate(WireAddress.Tcp address) {
    super(
        address
            + " needs a certificate, its key and the authority's certificate: without them nothing is"
            + " said on TCP");
  }
}
