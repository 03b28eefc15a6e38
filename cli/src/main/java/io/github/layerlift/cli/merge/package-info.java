/** {@code merge}: several archives become one. */
@NullMarked
package io.github.layerlift.cli.merge;

import org.jspecify.annotations.NullMarked;
