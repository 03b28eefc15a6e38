/**
 * What a conversion tells its user: faults, warnings and progress. Every room may speak these
 * terms; they know none of the rooms.
 *
 * <p>Start at {@link io.github.layerlift.report.LayerliftException}.
 */
@NullMarked
package io.github.layerlift.report;

import org.jspecify.annotations.NullMarked;
