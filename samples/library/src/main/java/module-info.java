/** A program that uses the library. */
module sample {
  requires io.github.layerlift.converter;
}
