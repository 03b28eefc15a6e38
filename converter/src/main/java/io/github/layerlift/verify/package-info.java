/**
 * Holds an OCI image layout against the specification, against itself, and against the archive that
 * it was made from. Reads strictly what is in the files; knows nothing of how layouts are written.
 *
 * <p>{@link io.github.layerlift.verify.Verification} and, for a conversion, {@link
 * io.github.layerlift.verify.DocumentCheck} are the doors.
 */
@NullMarked
package io.github.layerlift.verify;

import org.jspecify.annotations.NullMarked;
