package io.netledger.identity;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Takes a certificate if an authority of ours has signed it, it is in time, and names somebody. */
final class AuthorityTrust extends X509ExtendedTrustManager {

  private final Credentials credentials;
  private final HandshakeRefusals refusals;

  AuthorityTrust(Credentials credentials, HandshakeRefusals refusals) {
    this.credentials = credentials;
    this.refusals = refusals;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    try {
      credentials.now().trust().checkClientTrusted(chain, authType, engine);
      named(chain[0]);
    } catch (CertificateException e) {
      refusals.refused(knownCaller(chain[0]), String.valueOf(e.getMessage()));
      throw e;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    credentials.now().trust().checkServerTrusted(chain, authType, engine);
    named(chain[0]);
  }

  private static void named(X509Certificate leaf) throws CertificateException {
    if (Identity.of(leaf).isEmpty()) {
      throw new CertificateException("the certificate names nobody");
    }
  }

  private Optional<Identity> knownCaller(X509Certificate leaf) {
    return credentials.authorities().stream().anyMatch(each -> Material.signed(each, leaf))
        ? Identity.of(leaf)
        : Optional.empty();
  }

  /** Nobody is told whose word is taken here; a caller has one certificate and shows it. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  // The rest is for sockets, which nobody uses here.

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("only an engine is served");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("only an engine is served");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("only an engine is served");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("only an engine is served");
  }
}
