package io.github.layerlift.options;

/** What an edit sets or removes in the description of an image. Values are written as in a Dockerfile. */
public enum ConfigField {
  /** {@code NAME=VALUE}; removed by name. */
  ENV,
  /** {@code KEY=VALUE}; removed by key. */
  LABEL,
  /** {@code KEY=VALUE} in the manifest; removed by key. The image ID stays. */
  ANNOTATION,
  /** A JSON array of words, or text for the image's shell. */
  CMD,
  /** A JSON array of words, or text for the image's shell. Clears the command unless one was set before. */
  ENTRYPOINT,
  /** A name or a number, with a group or without: {@code USER[:GROUP]}. */
  USER,
  /** A path; a relative one starts at the last. */
  WORKDIR,
  /** A name such as {@code SIGTERM}, or a number. */
  STOP_SIGNAL,
  /** {@code PORT[-PORT][/tcp|udp|sctp]}; removed in the same form. */
  EXPOSE,
  /** An absolute path; removed by path. */
  VOLUME,
  /** As in a Dockerfile: {@code NONE}, or options and {@code CMD COMMAND}. */
  HEALTHCHECK,
  /** A JSON array of words. */
  SHELL,
  AUTHOR,
  /** An RFC 3339 time, or seconds since 1970. Can't be removed. */
  CREATED,
  /** {@code OS/ARCHITECTURE[/VARIANT]}. Can't be removed. */
  PLATFORM
}
