package io.netledger.deploy.local;

/**
 * One process of the deployment.
 *
 * @param name also of its log and of its record
 * @param command that starts it
 * @param readiness whether it does its work
 * @param place where it is found, for the user
 */
record Part(String name, Command command, Readiness readiness, String place) {

  /** Whether a started part does its work. Asked often; may take a second. */
  @FunctionalInterface
  interface Readiness {
    boolean holds();
  }
}
