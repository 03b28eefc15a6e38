package io.github.layerlift.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.collect.ImmutableList;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import java.util.Optional;

/** Files that people mistake for an image archive, by their first bytes, and the command to run instead. */
enum KnownFile {
  LZ4("packed with lz4", piped("lz4 -dc"), "\u0004\"M\u0018", "\u0002!L\u0018"),
  LZIP("packed with lzip", piped("lzip -dc"), "LZIP"),
  LZOP("packed with lzop", piped("lzop -dc"), "\u0089LZO\0\r\n\u001a\n"),
  COMPRESS("packed with compress (.Z)", piped("gzip -dc"), "\u001f\u009d", "\u001f\u00a0"),
  PACK("packed with pack (.z)", piped("gzip -dc"), "\u001f\u001e"),
  LZMA("packed with lzma", piped("xz -dc"), "]\0\0"),
  ZLIB("packed with zlib", piped("pigz -dc"), "x\u0001", "x\u009c", "x\u00da"),
  SNAPPY("packed with snappy", piped("snzip -dc"), "\u00ff\u0006\0\0sNaPpY"),
  SEVEN_ZIP("a 7z archive", WayOut.piped("7z x -so IN"), "7z\u00bc\u00af'\u001c"),
  RAR("a RAR archive", WayOut.piped("unrar p -inul IN"), "Rar!\u001a\u0007"),
  CPIO(
      "a cpio archive",
      unpacked("mkdir DIR && cpio -id -D DIR < IN"),
      "070701",
      "070702",
      "070707",
      "\u00c7q"),
  SQUASHFS("a squashfs file system", unpacked("unsquashfs -d DIR IN"), "hsqs"),
  DEBIAN("a Debian package", unpacked("dpkg-deb -x IN DIR"), "!<arch>\ndebian"),
  RPM(
      "an RPM package",
      unpacked("mkdir DIR && rpm2cpio IN | cpio -id -D DIR"),
      "\u00ed\u00ab\u00ee\u00db"),
  CABINET("a cabinet file", unpacked("7z x -oDIR IN"), "MSCF"),
  XAR("an xar archive", unpacked("7z x -oDIR IN"), "xar!"),
  GPG("encrypted with gpg", piped("gpg -d"), "-----BEGIN PGP MESSAGE"),
  AGE("encrypted with age", piped("age -d -i KEY"), "age-encryption.org/"),
  OPENSSL("encrypted with openssl", piped("openssl enc -d -CIPHER"), "Salted__"),
  BASE64("a gzip file in Base64", piped("base64 -d"), "H4sI"),
  UUENCODED("a file packed with uuencode", piped("uudecode -o -"), "begin 644 ", "begin 664 "),
  DISK(
      "the disk of a virtual machine",
      "start the machine, and save the image there: " + KnownFile.SAVE,
      "QFI\u00fb",
      "KDMV",
      "vhdxfile",
      "conectix"),
  LFS_POINTER(
      "a pointer of Git LFS", "fetch the real file: git lfs pull", "version https://git-lfs"),
  UTF16(
      "UTF-16 text, which PowerShell's > writes",
      "let docker write the file: " + KnownFile.SAVE,
      "\u00ff\u00fe",
      "\u00fe\u00ff"),
  PROGRAM("a program", KnownFile.SAVE + " writes a suitable archive", "\u007fELF", "MZ"),
  SCRIPT("a script", "if it contains an archive, sh IN --help may say how to extract it", "#!"),
  PDF("a PDF document", "get the archive itself", "%PDF");

  static final String SAVE = "docker save -o FILE IMAGE";

  /** The offset of an ISO image's signature. */
  private static final int ISO_MARK = 32_769;

  private final String what;

  @SuppressWarnings("ImmutableEnumChecker") // its list is a copy that nobody can change
  private final WayOut wayOut;

  private final ImmutableList<String> starts;

  KnownFile(String what, String hint, String... starts) {
    this(what, WayOut.of(hint), starts);
  }

  KnownFile(String what, WayOut wayOut, String... starts) {
    this.what = what;
    this.wayOut = wayOut;
    this.starts = ImmutableList.copyOf(starts);
  }

  /** What a file is, to follow "is". */
  String what() {
    return what;
  }

  /** The way out; {@code IN} is the file. */
  WayOut wayOut() {
    return wayOut;
  }

  /** The one that starts with {@code head}, a character for each byte. */
  static Optional<KnownFile> of(String head) {
    return of(head, 1);
  }

  /** The same, by at least so many characters: fewer could also start the name of an entry. */
  static Optional<KnownFile> of(String head, int minLength) {
    for (KnownFile each : values()) {
      for (String start : each.starts) {
        if (start.length() >= minLength && head.startsWith(start)) {
          return Optional.of(each);
        }
      }
    }
    return Optional.empty();
  }

  static boolean isIso(byte[] head) {
    return head.length >= ISO_MARK + 5 && new String(head, ISO_MARK, 5, ISO_8859_1).equals("CD001");
  }

  private static WayOut piped(String program) {
    return WayOut.piped(program + " < IN");
  }

  static WayOut unpacked(String command) {
    return WayOut.of(command + " && ").set(Setting.BATCH, "DIR");
  }
}
