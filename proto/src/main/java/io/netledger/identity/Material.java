package io.netledger.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What the files held when they were read.
 *
 * @param chain the certificate first, the authority's last
 * @param key its private key
 * @param authorities whose word is taken
 * @param trust takes their word
 * @param times of the files
 */
record Material(
    List<X509Certificate> chain,
    PrivateKey key,
    List<X509Certificate> authorities,
    X509ExtendedTrustManager trust,
    List<FileTime> times) {

  /**
   * @throws IOException if a file is not as expected; the message names it
   */
  static Material read(TlsFiles files) throws IOException {
    List<FileTime> times = files.times();
    List<X509Certificate> chain = certificates(files.certificate());
    List<X509Certificate> authorities = certificates(files.authority());
    PrivateKey key = key(files.key(), chain.getFirst().getPublicKey());
    if (Identity.of(chain.getFirst()).isEmpty()) {
      throw new IOException(
          files.certificate()
              + " names nobody; expected one URI such as netledger://host/h1 among its names");
    }
    return new Material(
        withAuthority(chain, authorities), key, authorities, trust(authorities), times);
  }

  private static List<X509Certificate> certificates(Path file) throws IOException {
    try {
      List<X509Certificate> certificates = Pem.certificates(Files.readString(file));
      if (certificates.isEmpty()) {
        throw new IOException(file + " has no certificate; expected PEM");
      }
      return certificates;
    } catch (CertificateException | IllegalArgumentException e) {
      throw new IOException(file + " is no certificate: " + e.getMessage(), e);
    }
  }

  private static PrivateKey key(Path file, PublicKey half) throws IOException {
    List<byte[]> keys = Pem.blocks(Files.readString(file), Pem.PRIVATE_KEY);
    if (keys.size() != 1) {
      throw new IOException(
          file
              + " has "
              + keys.size()
              + " private keys; expected one, PEM, PKCS #8, not encrypted");
    }
    try {
      PrivateKey key =
          KeyFactory.getInstance(half.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(keys.getFirst()));
      if (!belong(key, half)) {
        throw new IOException(file + " is not the key of the certificate");
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " is not the key of the certificate", e);
    }
  }

  private static boolean belong(PrivateKey key, PublicKey half) throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> "EdDSA";
        };
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(key);
    signing.update((byte) 1);
    Signature checking = Signature.getInstance(algorithm);
    checking.initVerify(half);
    checking.update((byte) 1);
    return checking.verify(signing.sign());
  }

  /** Who joins knows the authority by its fingerprint only, so it is sent along. */
  private static List<X509Certificate> withAuthority(
      List<X509Certificate> chain, List<X509Certificate> authorities) {
    List<X509Certificate> whole = new ArrayList<>(chain);
    X509Certificate last = chain.getLast();
    if (!last.getIssuerX500Principal().equals(last.getSubjectX500Principal())) {
      authorities.stream().filter(each -> signed(each, last)).findFirst().ifPresent(whole::add);
    }
    return List.copyOf(whole);
  }

  static boolean signed(X509Certificate authority, X509Certificate certificate) {
    try {
      certificate.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  /** PKIX (RFC 5280) from these authorities on: signatures, dates, extended key usage. */
  static X509ExtendedTrustManager trust(List<X509Certificate> authorities) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (X509Certificate authority : authorities) {
        store.setCertificateEntry("authority-" + store.size(), authority);
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IOException("the authority's certificate cannot be used: " + e.getMessage(), e);
    }
  }
}
