package io.github.layerlift.report;

/**
 * A file of an old archive.
 *
 * @param path its name in the archive
 * @param fate what a conversion makes of it
 * @param digest of the blob that it becomes, as the documents of the archive say; empty if only its bytes
 *     tell
 * @param image the first image that has it: its place in {@link InspectionReport#images}, from 0; -1 if
 *     none has
 * @param layer which layer of that image it is, or describes, from 0; -1 if it isn't about one
 * @param images how many images have it
 */
public record ArchiveEntry(
    String path, Fate fate, String digest, int image, int layer, int images) {
  /** What a conversion makes of a file. */
  public enum Fate {
    /** A blob: a layer. */
    LAYER,
    /** A blob: the config of an image. */
    CONFIG,
    /** A part of the history in an image's config. */
    HISTORY,
    /** Names and manifests: it lists the images. */
    LISTS,
    /** Nothing: the config or the list of images says the same. */
    OBSOLETE,
    /** Nothing: no image refers to it. */
    UNUSED
  }
}
