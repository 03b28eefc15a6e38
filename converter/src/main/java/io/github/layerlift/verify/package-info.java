/**
 * Checks an OCI image layout against the specification, against itself, and against the archive
 * that it was made from. Reads only what is in the files; independent of how layouts are written.
 *
 * <p>{@link io.github.layerlift.verify.Verification} and, for a conversion, {@link
 * io.github.layerlift.verify.DocumentCheck} are the entry points.
 */
@NullMarked
package io.github.layerlift.verify;

import org.jspecify.annotations.NullMarked;
