/**
 * Every kind of archive through every engine: what is tried is in
 * {@link io.github.layerlift.it.matrix.Trial}, with what is in
 * {@link io.github.layerlift.it.matrix.ArchiveKinds}, and the engines' own limitations are in
 * {@code limits.json}. A run with all engines writes {@code docs/measured/compatibility.md}.
 */
package io.github.layerlift.it.matrix;
