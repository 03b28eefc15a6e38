/**
 * Recognises which kind of archive this is, and turns it into images. One class for each dialect,
 * behind {@link io.github.layerlift.dialect.Dialect}; {@link
 * io.github.layerlift.dialect.Dialects} lists them and explains what is none of them.
 */
@NullMarked
package io.github.layerlift.dialect;

import org.jspecify.annotations.NullMarked;
