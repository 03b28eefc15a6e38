package io.github.layerlift.extract;

import io.github.layerlift.fault.Warnings;

/**
 * Which metadata of files is kept.
 *
 * @param owners whether files get their owners from the image; only root can do that
 * @param devices whether devices and FIFOs are created
 * @param warnings about what could not be kept
 */
public record Rules(boolean owners, boolean devices, Warnings warnings) {}
