/**
 * What goes wrong: full and failing disks, signals, hostile archives, changed inputs.
 */
@NullMarked
package io.github.layerlift.it.fault;

import org.jspecify.annotations.NullMarked;
