/**
 * What goes wrong: full and failing disks, signals, hostile archives, changed inputs. Each test holds what is left
 * against what was there before.
 */
@NullMarked
package io.github.layerlift.it.fault;

import org.jspecify.annotations.NullMarked;
