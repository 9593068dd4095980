package io.netledger.deploy.local.scale;

/**
 * A sandbox that is there.
 *
 * @param netns file of its namespace on the host
 * @param front its address on its front network
 * @param back its address on its back network
 */
record Box(int number, String name, String netns, String front, String back) {}
