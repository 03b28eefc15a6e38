/**
 * Docker's own loader as the judge: which archives are taken, which image IDs come of them, and which types a config's
 * fields may have, each asked of Docker and of Layerlift. The inputs are made at random, or are in the tables of {@code
 * edges/}. Its builder and umoci are the judges of edits.
 */
@NullMarked
package io.github.layerlift.it.oracle;

import org.jspecify.annotations.NullMarked;
