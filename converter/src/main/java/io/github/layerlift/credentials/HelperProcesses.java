package io.github.layerlift.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.progress.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs helper programs, which end at once when a stop is requested. For any number of threads. */
final class HelperProcesses implements HelperProgram.Runner {
  /** What a program writes, by its process: whoever waits for that waits no longer once it is cancelled. */
  private final Map<Process, CompletableFuture<byte[]>> running = new ConcurrentHashMap<>();

  private final Cancellation cancellation;
  private final Duration patience;

  /**
   * @param patience how long a program may take
   */
  HelperProcesses(Cancellation cancellation, Duration patience) {
    this.cancellation = cancellation;
    this.patience = patience;
    cancellation.onRequest(this::stop);
  }

  private void stop() {
    running.forEach((process, out) -> {
      end(process);
      out.cancel(true);
    });
  }

  /** With what it has started itself, which may have its output open, and may ask the user something. */
  private static void end(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public HelperProgram.Said run(String program, String registry)
      throws IOException, TimeoutException {
    cancellation.check();
    Process process = new ProcessBuilder(program, "get")
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    CompletableFuture<byte[]> out = new CompletableFuture<>();
    running.put(process, out);
    try {
      cancellation.check();
      read(process.getInputStream(), out);
      ask(process, registry);
      return answer(process, out);
    } finally {
      running.remove(process);
      end(process);
    }
  }

  private static void ask(Process process, String registry) throws IOException {
    try (OutputStream in = process.getOutputStream()) {
      in.write(registry.getBytes(UTF_8));
    } catch (IOException e) {
      // it needn't read before it fails; its exit code says more
      process.getOutputStream().close();
    }
  }

  private HelperProgram.Said answer(Process process, CompletableFuture<byte[]> out)
      throws IOException, TimeoutException {
    try {
      byte[] answer = out.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TimeoutException();
      }
      // one that was ended has failed, but not by itself
      cancellation.check();
      return new HelperProgram.Said(process.exitValue(), answer);
    } catch (CancellationException e) {
      cancellation.check();
      throw new IOException("it was ended", e);
    } catch (ExecutionException e) {
      cancellation.check();
      throw new IOException("its output can't be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("it was interrupted", e);
    }
  }

  /** By a thread of its own, since a read can't be given a time limit. */
  private static void read(InputStream in, CompletableFuture<byte[]> read) {
    Thread reader = new Thread(
        () -> {
          try {
            read.complete(in.readNBytes(HelperProgram.MAX_ANSWER));
          } catch (IOException e) {
            read.completeExceptionally(e);
          }
        },
        "credential-helper");
    reader.setDaemon(true);
    reader.start();
  }
}
