/**
 * Rules across streams: each method is one decision on several of them, stored all or nothing.
 *
 * <p>Read {@link io.netledger.network.rules.EndpointRules} first. Everything here is as pure as the
 * deciders that it calls.
 */
@NullMarked
package io.netledger.network.rules;

import org.jspecify.annotations.NullMarked;
