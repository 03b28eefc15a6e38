/**
 * JSON as the formats need it: read under limits and with no key twice, found without regard to
 * case as Go does, written in a declared order with Go's escapes.
 */
@NullMarked
package io.github.layerlift.json;

import org.jspecify.annotations.NullMarked;
