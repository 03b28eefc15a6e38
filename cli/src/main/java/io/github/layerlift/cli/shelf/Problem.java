package io.github.layerlift.cli.shelf;

/**
 * An error or a warning, as text.
 *
 * @param code its stable name
 * @param text what is wrong
 * @param hint the way out; empty if there is none, or if the text has it
 */
record Problem(String code, String text, String hint) {}
