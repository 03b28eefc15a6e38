package io.github.layerlift.it.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Slurm with nodes {@code node1}, {@code node2} and so on, all on this machine, made of Debian's packages: with
 * configuration, key, state and logs in one folder, and on free ports. Each daemon has a process namespace of its own: all
 * that it has started, jobs too, ends with it, and it ends with this JVM.
 */
public final class SlurmCluster implements AutoCloseable {
  private static final Path SBIN = Path.of("/usr/sbin");
  private static final Path PRIVATE = Checkout.engines().resolveSibling("private.sh");
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(30);

  /** Two tasks of the sample at once. */
  private static final int CPUS = 8;

  private static final int KEY_BYTES = 1024;
  private static final Pattern FIELD = Pattern.compile("(\\w+)=(\\S*)");

  private final Path folder;
  private final Map<String, Process> daemons = new HashMap<>();

  private SlurmCluster(Path folder) {
    this.folder = folder;
  }

  /**
   * Starts a cluster, and waits until its nodes answer.
   *
   * @param folder for all that it writes; only root may be able to write into it
   */
  public static SlurmCluster start(Path folder, int nodes)
      throws IOException, InterruptedException {
    for (String program : List.of("munged", "slurmctld", "slurmd")) {
      if (!Files.isExecutable(SBIN.resolve(program))) {
        throw new AssertionError(SBIN.resolve(program) + " is missing: run "
            + "it-tests/engines.sh install munge slurmctld slurmd slurm-client");
      }
    }
    SlurmCluster cluster = new SlurmCluster(folder);
    try {
      cluster.configure(nodes);
      cluster.startMunge();
      cluster.daemon("slurmctld", SBIN.resolve("slurmctld"), "-D");
      for (int i = 1; i <= nodes; i++) {
        cluster.daemon("node" + i, SBIN.resolve("slurmd"), "-D", "-N", "node" + i);
      }
      String allIdle = "idle\n".repeat(nodes);
      Await.until(
          "the nodes answer; " + folder + " has logs",
          LIMIT,
          () -> cluster.finish(cluster.command("sinfo", "-h", "-N", "-o", "%T")).equals(allIdle));
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
      cluster.close();
      throw e;
    }
  }

  private void configure(int nodes) throws IOException {
    List<Integer> ports = freePorts(1 + nodes);
    String host = InetAddress.getLocalHost().getHostName().replaceFirst("\\..*", "");
    StringBuilder text = new StringBuilder("ClusterName=layerlift\n");
    text.append("SlurmctldHost=").append(host).append("(127.0.0.1)\n");
    // after cred_expire, a job that was requeued may start again
    text.append("AuthInfo=socket=").append(socket()).append(",cred_expire=5\n");
    text.append("SlurmUser=root\nSlurmdUser=root\nAuthType=auth/munge\nCredType=cred/munge\n")
        .append("ProctrackType=proctrack/linuxproc\nTaskPlugin=task/none\nMpiDefault=none\n")
        .append("JobAcctGatherType=jobacct_gather/none\nJobRequeue=1\nReturnToService=0\n")
        .append("SelectType=select/cons_tres\nSelectTypeParameters=CR_Core\n")
        .append("SlurmdParameters=config_overrides\nSlurmdTimeout=10\nKillWait=2\n");
    for (String setting : List.of(
        "StateSaveLocation=state",
        "SlurmctldPidFile=slurmctld.pid",
        "SlurmdSpoolDir=%n",
        "SlurmdPidFile=%n.pid",
        "SlurmctldLogFile=slurmctld.log",
        "SlurmdLogFile=%n.log")) {
      text.append(setting.replaceFirst("=", "=" + Matcher.quoteReplacement(folder + "/")))
          .append('\n');
    }
    text.append("SlurmctldPort=").append(ports.get(0)).append('\n');
    for (int i = 1; i <= nodes; i++) {
      text.append("NodeName=node").append(i).append(" NodeHostname=").append(host);
      text.append(" NodeAddr=127.0.0.1 Port=").append(ports.get(i));
      text.append(" CPUs=").append(CPUS).append(" RealMemory=8000\n");
    }
    text.append("PartitionName=all Nodes=ALL Default=YES State=UP\n");
    Files.writeString(conf(), text);
    Files.createDirectory(folder.resolve("state"));
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  private Path conf() {
    return folder.resolve("slurm.conf");
  }

  private Path socket() {
    return folder.resolve("munge/socket");
  }

  private void startMunge() throws IOException, InterruptedException {
    Path munge = Files.createDirectory(socket().getParent());
    Files.setPosixFilePermissions(munge, PosixFilePermissions.fromString("rwxr-xr-x"));
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Path keyFile = Files.write(munge.resolve("key"), key);
    Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
    // --force: the folder is below one that everybody may write into, such as /tmp
    daemon(
        "munged",
        SBIN.resolve("munged"),
        "--foreground",
        "--force",
        "--key-file=" + keyFile,
        "--socket=" + socket(),
        "--pid-file=" + munge.resolve("pid"),
        "--seed-file=" + munge.resolve("seed"),
        "--log-file=" + munge.resolve("log"));
    Await.until("munge answers; " + munge + " has its log", LIMIT, () -> Files.exists(socket()));
  }

  private void daemon(String name, Object... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(
        "setpriv",
        "--pdeathsig",
        "KILL",
        PRIVATE.toString(),
        "unshare",
        "--pid",
        "--fork",
        "--kill-child",
        "--mount-proc"));
    Stream.of(words).map(Object::toString).forEach(all::add);
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().put("SLURM_CONF", conf().toString());
    builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".out").toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    daemons.put(name, process);
  }

  /** A program of Slurm for this cluster. */
  public Command command(Object... words) {
    return Command.of(words).with("SLURM_CONF", conf().toString());
  }

  private String finish(Command command) throws IOException {
    try {
      return command.run().out();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** The tasks of an array job, each with its fields as {@code scontrol} shows them. */
  public List<Map<String, String>> tasks(String job) throws IOException, InterruptedException {
    List<Map<String, String>> tasks = new ArrayList<>();
    command("scontrol", "show", "-o", "job", job).run().orFail().lines().forEach(line -> {
      Map<String, String> fields = new HashMap<>();
      Matcher field = FIELD.matcher(line);
      while (field.find()) {
        fields.put(field.group(1), field.group(2));
      }
      tasks.add(fields);
    });
    return tasks;
  }

  /** All processes of a node: its daemon, and what runs of jobs. */
  public List<ProcessHandle> processes(String node) {
    return daemons.get(node).descendants().toList();
  }

  /** Ends a node as a power failure does: nothing on it does anything any more. */
  public void kill(String node) throws IOException, InterruptedException {
    List<ProcessHandle> processes = processes(node);
    daemons.remove(node).destroyForcibly().waitFor();
    Await.until(
        node + " is gone", KILL_LIMIT, () -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** What an administrator does who sees that a node is gone. */
  public void markDown(String node) throws IOException, InterruptedException {
    command("scontrol", "update", "nodename=" + node, "state=down", "reason=killed")
        .run()
        .orFail();
  }

  @Override
  public void close() throws IOException {
    try {
      for (String name : List.copyOf(daemons.keySet())) {
        kill(name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
