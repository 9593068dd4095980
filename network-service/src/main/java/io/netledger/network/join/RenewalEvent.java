package io.netledger.network.join;

/** The certificates that a host has had since it joined. */
public sealed interface RenewalEvent {

  record HostCertificateRenewed(IssuedCertificate certificate) implements RenewalEvent {}
}
