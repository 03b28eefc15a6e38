package io.github.layerlift.codec;

import io.github.layerlift.image.Compression;
import java.io.InputStream;

/**
 * A file that may be packed, and opened as what is in it.
 *
 * @param compression how it is packed on the outside
 * @param plain what is in it
 */
public record PackedFile(Compression compression, InputStream plain) {}
