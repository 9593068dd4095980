/**
 * {@code netledger service …}: one name and one address for many sandboxes. Read {@link
 * io.netledger.cli.service.ServiceRoom} first.
 */
@NullMarked
package io.netledger.cli.service;

import org.jspecify.annotations.NullMarked;
