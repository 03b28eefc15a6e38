/**
 * What was done and found: the results of all tasks, as immutable values.
 */
@NullMarked
package io.github.layerlift.report;

import org.jspecify.annotations.NullMarked;
