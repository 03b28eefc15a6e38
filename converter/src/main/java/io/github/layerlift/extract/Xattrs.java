package io.github.layerlift.extract;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.text.ByteNames;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sets extended attributes, of which Java supports only those of users. One that can't be set
 * causes a warning: not every file system supports them.
 */
final class Xattrs {
  private static final String ANYBODYS = "user.";

  private final boolean root;
  private final Warnings warnings;
  private @Nullable LinuxCalls calls;

  /** The C library. */
  interface LinuxCalls extends Library {
    /** See lsetxattr(2). */
    int lsetxattr(byte[] path, byte[] name, byte[] value, NativeLong size, int flags)
        throws LastErrorException;
  }

  Xattrs(boolean root, Warnings warnings) {
    this.root = root;
    this.warnings = warnings;
  }

  boolean isRoot() {
    return root;
  }

  void set(Path path, Map<String, byte[]> xattrs) {
    for (Map.Entry<String, byte[]> each : xattrs.entrySet()) {
      set(path, each.getKey(), each.getValue());
    }
  }

  private void set(Path path, String name, byte[] value) {
    if (!root && !name.startsWith(ANYBODYS)) {
      warn(name, "only root can set it");
    } else if (name.indexOf('\0') >= 0) {
      warn(name, "no attribute can have such a name");
    } else if (!Platform.isLinux()) {
      warn(name, "this system doesn't support it");
    } else {
      try {
        calls()
            .lsetxattr(
                text(ByteNames.of(path)), text(name), value, new NativeLong(value.length), 0);
      } catch (LastErrorException e) {
        warn(name, "the file system says: " + Reason.of(e));
      } catch (LinkageError e) {
        warn(name, "can't call the C library: " + Reason.of(e));
      }
    }
  }

  private void warn(String name, String reason) {
    warnings.add(WarningCode.XATTR_LEFT_OUT, "the attribute " + name + " was not kept: " + reason);
  }

  /** With the NUL that ends a C string. */
  private static byte[] text(String name) {
    return ByteNames.bytes(name + '\0');
  }

  private LinuxCalls calls() {
    LinuxCalls known = calls;
    if (known == null) {
      known = Native.load("c", LinuxCalls.class);
      calls = known;
    }
    return known;
  }
}
