package io.github.layerlift.spark;

import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.progress.BatchProgress;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.spark.files.HadoopFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The library's values as bytes between driver and executors. They are records, mostly not
 * serializable, and shouldn't have to be for the sake of one module.
 */
final class Wire {
  private final HadoopFiles files;

  /**
   * @param files what paths are in, on this side
   */
  Wire(HadoopFiles files) {
    this.files = files;
  }

  byte[] write(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer out = new Writer(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new IllegalArgumentException("can't be sent: " + value, e);
    }
    return bytes.toByteArray();
  }

  <T> T read(byte[] bytes, Class<T> type) {
    try (Reader in = new Reader(new ByteArrayInputStream(bytes), files)) {
      return type.cast(in.readObject());
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalArgumentException("can't be received: " + type, e);
    }
  }

  /** Stands for a record, an exception or an optional value, which is made anew of its parts. */
  private record Parts(Class<?> type, @Nullable Object[] values) implements Serializable {}

  /** Stands for a path: a local one, or one of Hadoop's. */
  private record Name(boolean local, String text) implements Serializable {}

  /** Stands for what each side has for itself. */
  private enum Own {
    HADOOP_FILES,
    LOCAL_FILES,
    MONITOR,
    PROGRESS
  }

  private static final class Writer extends ObjectOutputStream {
    Writer(OutputStream out) throws IOException {
      super(out);
      enableReplaceObject(true);
    }

    @Override
    protected @Nullable Object replaceObject(Object value) throws IOException {
      if (value instanceof Path path) {
        // what a relative one means differs from process to process
        return path.getFileSystem() instanceof HadoopFiles
            ? new Name(false, path.toAbsolutePath().toString())
            : new Name(true, path.toString());
      } else if (value instanceof FileSystem system) {
        return system instanceof HadoopFiles ? Own.HADOOP_FILES : Own.LOCAL_FILES;
      } else if (value instanceof Monitor) {
        return Own.MONITOR;
      } else if (value instanceof BatchProgress) {
        return Own.PROGRESS;
      } else if (value instanceof Optional<?> optional) {
        return new Parts(Optional.class, new @Nullable Object[] {optional.orElse(null)});
      } else if (value instanceof LayerliftException fault) {
        return new Parts(Fault.class, new Object[] {parts(fault.fault())});
      } else if (value instanceof Record known && !(value instanceof Serializable)) {
        return parts(known);
      }
      return value;
    }

    private static Parts parts(Record value) throws IOException {
      try {
        RecordComponent[] components = value.getClass().getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = components[i].getAccessor().invoke(value);
        }
        return new Parts(value.getClass(), values);
      } catch (ReflectiveOperationException e) {
        NotSerializableException fault =
            new NotSerializableException(value.getClass().getName());
        fault.initCause(e);
        throw fault;
      }
    }
  }

  private static final class Reader extends ObjectInputStream {
    private final HadoopFiles files;

    Reader(InputStream in, HadoopFiles files) throws IOException {
      super(in);
      this.files = files;
      enableResolveObject(true);
    }

    @Override
    protected @Nullable Object resolveObject(Object value) throws IOException {
      if (value instanceof Name name) {
        return name.local ? Path.of(name.text) : files.getPath(name.text);
      } else if (value instanceof Own own) {
        return switch (own) {
          case HADOOP_FILES -> files;
          case LOCAL_FILES -> FileSystems.getDefault();
          case MONITOR -> new Monitor();
          case PROGRESS -> new BatchProgress();
        };
      } else if (value instanceof Parts parts) {
        return whole(parts);
      }
      return value;
    }

    private static Object whole(Parts parts) throws IOException {
      if (parts.type == Optional.class) {
        return Optional.ofNullable(parts.values[0]);
      }
      if (parts.type == Fault.class && parts.values[0] instanceof Fault fault) {
        return fault.exception();
      }
      try {
        Class<?>[] types = Arrays.stream(parts.type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
        Constructor<?> constructor = parts.type.getDeclaredConstructor(types);
        return constructor.newInstance(parts.values);
      } catch (ReflectiveOperationException e) {
        InvalidObjectException fault = new InvalidObjectException(parts.type.getName());
        fault.initCause(e);
        throw fault;
      }
    }
  }
}
