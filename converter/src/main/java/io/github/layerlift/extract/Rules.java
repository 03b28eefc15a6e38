package io.github.layerlift.extract;

import io.github.layerlift.fault.Warnings;

/**
 * What is kept of files.
 *
 * @param owners whether files get the owners that the image gives them; only root can
 * @param devices whether devices and FIFOs are made
 * @param warnings of what could not be kept
 */
public record Rules(boolean owners, boolean devices, Warnings warnings) {}
