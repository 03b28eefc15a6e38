package io.github.layerlift.pour;

import io.github.layerlift.plan.Blob;

/**
 * One blob to be moved.
 *
 * @param to where its bytes go, as they are
 */
public record Pour(Blob blob, Slot to) {}
