/**
 * Recognises the kind of an archive, and turns it into images. One class for each dialect,
 * behind {@link io.github.layerlift.dialect.Dialect}; {@link
 * io.github.layerlift.dialect.Dialects} lists them and explains archives that are none of them.
 */
@NullMarked
package io.github.layerlift.dialect;

import org.jspecify.annotations.NullMarked;
