/**
 * Tests of what the machine's own kernel may lack, run by another kernel: User-Mode Linux, a Linux
 * that is a process. The classes that it runs are called …Guest, so that they are not run outside;
 * by name they are skipped there.
 *
 * <p>Read {@link io.netledger.agent.guest.UserModeLinuxTest} first.
 */
package io.netledger.agent.guest;
