/** Tests of how the words of witnesses are read. */
@NullMarked
package io.netledger.deploy.local.witness;

import org.jspecify.annotations.NullMarked;
