/**
 * What batches remember about their outputs, so that a batch can be stopped and run again.
 *
 * <p>{@link io.github.layerlift.ledger.Ledger} and {@link io.github.layerlift.ledger.LedgerJournal}
 * are the entry points.
 */
@NullMarked
package io.github.layerlift.ledger;

import org.jspecify.annotations.NullMarked;
