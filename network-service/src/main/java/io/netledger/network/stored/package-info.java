/** What all codecs of stored events share: messages as payloads, and words for empty values. */
@NullMarked
package io.netledger.network.stored;

import org.jspecify.annotations.NullMarked;
