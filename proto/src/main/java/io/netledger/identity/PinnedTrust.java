package io.netledger.identity;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Takes the word of the one authority with that fingerprint, whose certificate ends the chain. */
public final class PinnedTrust extends X509ExtendedTrustManager {

  private final Fingerprint authority;

  public PinnedTrust(Fingerprint authority) {
    this.authority = authority;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    X509Certificate last = chain[chain.length - 1];
    Fingerprint shown = Fingerprint.of(last);
    if (!shown.equals(authority)) {
      throw new CertificateException(
          "the authority's fingerprint is " + shown + "; expected " + authority);
    }
    try {
      Material.trust(List.of(last)).checkServerTrusted(chain, authType, engine);
    } catch (IOException e) {
      throw new CertificateException(e);
    }
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  // The rest is for servers and for sockets, which nobody uses here.

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("no client is served");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("no client is served");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("only an engine is served");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("no client is served");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("only an engine is served");
  }
}
