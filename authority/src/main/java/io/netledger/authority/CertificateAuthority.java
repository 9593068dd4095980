package io.netledger.authority;

import io.netledger.identity.Fingerprint;
import io.netledger.identity.Identity;
import io.netledger.identity.Pem;
import io.netledger.identity.PrivateFile;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Whoever has its key says who somebody is. Certificates name their holder by a URI ({@link
 * Identity}); a service's also by a DNS name, which is the service's own and no machine's.
 */
public final class CertificateAuthority {

  private static final Duration LIFETIME = Duration.ofDays(3_650);
  private static final int SERIAL_BITS = 127; // RFC 5280: positive, at most 20 octets
  private static final SecureRandom RANDOM = new SecureRandom();

  private final X509Certificate certificate;
  private final PrivateKey key;

  private CertificateAuthority(X509Certificate certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /** A new one, of which nobody knows yet. */
  public static CertificateAuthority create(Instant now) {
    KeyPair keys = Keys.fresh();
    BigInteger serial = freshSerial();
    var name = new X500Principal("CN=Netledger authority " + serial.toString(16).substring(0, 8));
    Validity validity = Validity.from(now, LIFETIME);
    var builder =
        new JcaX509v3CertificateBuilder(
            name, serial, validity.notBefore(), validity.notAfter(), name, keys.getPublic());
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
    } catch (CertIOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return new CertificateAuthority(signed(builder, keys.getPrivate()), keys.getPrivate());
  }

  /**
   * One that was stored.
   *
   * @param certificates a file with its certificate, perhaps among others'
   * @throws IOException if a file is not as expected; the message names it
   */
  public static CertificateAuthority load(Path certificates, Path keyFile) throws IOException {
    List<byte[]> keys = Pem.blocks(Files.readString(keyFile), Pem.PRIVATE_KEY);
    try {
      if (keys.size() == 1) {
        PrivateKey key = Keys.privateKey(keys.getFirst());
        for (X509Certificate each : Pem.certificates(Files.readString(certificates))) {
          if (belong(key, each.getPublicKey())) {
            return new CertificateAuthority(each, key);
          }
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(keyFile + " is no key of the curve P-256: " + e.getMessage(), e);
    }
    throw new IOException(
        keyFile
            + " is not the key of a certificate in "
            + certificates
            + "; expected PEM, PKCS #8");
  }

  private static boolean belong(PrivateKey key, PublicKey half) throws GeneralSecurityException {
    if (!half.getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    Signature signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(key);
    Signature checking = Signature.getInstance("SHA256withECDSA");
    checking.initVerify(half);
    return checking.verify(signing.sign());
  }

  /** Writes both, the key first and with mode 0600. */
  public void store(Path certificateFile, Path keyFile) throws IOException {
    PrivateFile.write(keyFile, Pem.block(Pem.PRIVATE_KEY, key.getEncoded()));
    PrivateFile.write(certificateFile, pem());
  }

  /** Its own certificate. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** Its own certificate, as text. */
  public String pem() {
    return pem(certificate);
  }

  /** By which those who join know it. */
  public Fingerprint fingerprint() {
    return Fingerprint.of(certificate);
  }

  /** Positive, of 127 random bits. */
  public static BigInteger freshSerial() {
    return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
  }

  /** Says that the holder of {@code holder}'s private half is {@code identity}. */
  public X509Certificate sign(
      PublicKey holder, Identity identity, BigInteger serial, Validity validity) {
    var builder =
        new JcaX509v3CertificateBuilder(
            certificate.getSubjectX500Principal(),
            serial,
            validity.notBefore(),
            validity.notAfter(),
            new X500Principal("CN=" + name(identity)),
            holder);
    try {
      var identifiers = new JcaX509ExtensionUtils();
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.extendedKeyUsage, false, usage(identity));
      builder.addExtension(Extension.subjectAlternativeName, false, names(identity));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          identifiers.createAuthorityKeyIdentifier(certificate.getPublicKey()));
    } catch (CertIOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return signed(builder, key);
  }

  /** A key with its certificate, as one text: who is given it is {@code identity}. */
  public String issue(Identity identity, Validity validity) {
    KeyPair keys = Keys.fresh();
    X509Certificate made = sign(keys.getPublic(), identity, freshSerial(), validity);
    return Pem.block(Pem.PRIVATE_KEY, keys.getPrivate().getEncoded()) + pem(made);
  }

  /** A certificate as text. */
  public static String pem(X509Certificate certificate) {
    try {
      return Pem.block(Pem.CERTIFICATE, certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was made can be written", e);
    }
  }

  private static String name(Identity identity) {
    return switch (identity) {
      case Identity.Client(var name) -> name;
      case Identity.Host(var name) -> name;
      case Identity.Service(var name) -> name;
    };
  }

  /** Only a service may be served by, so that no host can pass for one. */
  private static ExtendedKeyUsage usage(Identity identity) {
    return new ExtendedKeyUsage(
        switch (identity) {
          case Identity.Client _, Identity.Host _ ->
              new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth};
          case Identity.Service _ ->
              new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth};
        });
  }

  private static GeneralNames names(Identity identity) {
    List<GeneralName> names = new ArrayList<>();
    names.add(new GeneralName(GeneralName.uniformResourceIdentifier, identity.uri()));
    if (identity instanceof Identity.Service(var name)) {
      names.add(new GeneralName(GeneralName.dNSName, name));
    }
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
