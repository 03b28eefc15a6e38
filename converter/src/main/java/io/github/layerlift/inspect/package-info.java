/**
 * Finds out what an archive reveals beyond its images: which tool wrote it, what the configs say,
 * what an OCI index lists. Reads documents and, only if asked what layers did to files, their headers.
 *
 * <p>{@link io.github.layerlift.inspect.Inspection} is the entry point.
 */
@NullMarked
package io.github.layerlift.inspect;

import org.jspecify.annotations.NullMarked;
