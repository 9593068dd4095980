/**
 * {@code netledger sandbox …} and {@code netledger endpoint …}: the network stacks of containers
 * and their interfaces. Read {@link io.netledger.cli.sandbox.SandboxRoom} first.
 */
@NullMarked
package io.netledger.cli.sandbox;

import org.jspecify.annotations.NullMarked;
