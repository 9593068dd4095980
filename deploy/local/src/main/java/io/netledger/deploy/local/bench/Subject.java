package io.netledger.deploy.local.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * The deployment that is measured.
 *
 * @param socket network-service's
 * @param postgres the directory of its PostgreSQL
 * @param agent process of the one host's driver-agent
 * @param hostEntry what to put before a command so that it runs in the host's network
 */
public record Subject(Path socket, Path postgres, long agent, List<String> hostEntry) {}
