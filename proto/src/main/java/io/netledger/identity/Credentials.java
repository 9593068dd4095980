package io.netledger.identity;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process's certificate and its key, and whose word it takes. The files are looked at with each
 * handshake, so that who replaces them needs to tell nobody; connections that stand are not
 * touched. Files that cannot be used are complained about, and those before stay in use.
 */
public final class Credentials {

  private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);

  private final TlsFiles files;
  private Material material;
  private Material before;
  private long generation;
  private String complaint = "";

  private Credentials(TlsFiles files, Material material) {
    this.files = files;
    this.material = material;
    this.before = material;
  }

  /**
   * Reads the files.
   *
   * @throws IOException if one is not as expected; the message names it
   */
  public static Credentials load(TlsFiles files) throws IOException {
    return new Credentials(files, Material.read(files));
  }

  public TlsFiles files() {
    return files;
  }

  /** Whom the certificate names. */
  public Identity identity() {
    return Identity.of(certificate()).orElseThrow();
  }

  /** From then on nobody takes it. */
  public Instant expires() {
    return certificate().getNotAfter().toInstant();
  }

  /** The certificate itself. */
  public X509Certificate certificate() {
    return now().chain().getFirst();
  }

  /** What the files hold now. */
  synchronized Material now() {
    try {
      if (!files.times().equals(material.times())) {
        replace(Material.read(files));
      }
      complaint = "";
    } catch (IOException e) {
      complain(String.valueOf(e.getMessage()));
    }
    return material;
  }

  private void replace(Material fresh) {
    before = material;
    material = fresh;
    generation++;
    LOG.atInfo()
        .addKeyValue("file", files.certificate())
        .addKeyValue("expires", fresh.chain().getFirst().getNotAfter().toInstant())
        .log("another certificate is in use");
  }

  /** Not with each handshake. */
  private void complain(String why) {
    if (!why.equals(complaint)) {
      complaint = why;
      LOG.atWarn().log("the certificate before stays in use: {}", why);
    }
  }

  /**
   * Names what is in use now, for a handshake that asks for its certificate and its key one after
   * the other.
   */
  synchronized String alias() {
    now();
    return Long.toString(generation);
  }

  /** What {@link #alias} named, should it have been replaced since. */
  synchronized Material named(String alias) {
    return alias.equals(Long.toString(generation)) ? material : before;
  }

  /** Those whose word is taken. */
  public List<X509Certificate> authorities() {
    return now().authorities();
  }

  /** For TLS: shows the certificate of now. */
  public X509ExtendedKeyManager keys() {
    return new OwnKeys(this);
  }

  /** For TLS: takes the word of the authorities of now, about certificates that name somebody. */
  public X509ExtendedTrustManager trust(HandshakeRefusals refusals) {
    return new AuthorityTrust(this, refusals);
  }
}
