package io.github.layerlift.codec;

import io.github.layerlift.image.Compression;
import java.io.InputStream;

/**
 * A file that may be packed, and opened as its content, unpacked.
 *
 * @param compression the outermost compression
 * @param plain its content, unpacked
 */
public record PackedFile(Compression compression, InputStream plain) {}
