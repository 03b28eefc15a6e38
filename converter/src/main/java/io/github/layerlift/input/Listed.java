package io.github.layerlift.input;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.location.Input;

/** An archive that needn't be opened again. */
public record Listed(Archive archive) implements Input.Listing {}
