/** {@code edit}: changes images. */
@NullMarked
package io.github.layerlift.cli.edit;

import org.jspecify.annotations.NullMarked;
