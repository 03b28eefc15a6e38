#!/bin/bash
# shellcheck disable=SC2016 # the backticks are for the table
# Benchmark of batches on Spark: the same shelf converted by "batch" on this machine, by Spark in one process, and by
# clusters of one and of two workers, in turn. Prints a table of medians, and writes it into docs/measured/spark.md.
# Usage: spark.sh [ROUNDS]; needs what "make spark" has built, and 14 GB in $LAYERLIFT_BENCH (/var/tmp/layerlift-bench).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
home=${here%/it-tests/bench}
work=${LAYERLIFT_BENCH:-/var/tmp/layerlift-bench}
rounds=${1:-3}
spark=$home/spark/cluster/target/spark-3.5.5_2.12
jar=$home/spark/target/layerlift-spark.jar
ticks=$(getconf CLK_TCK)

if [ ! -f "$jar" ] || [ ! -d "$spark/jars" ]; then
  echo "spark.sh: run \"make spark\" first, which builds the jar and fetches Spark" >&2
  exit 1
fi
mkdir -p "$work"
. "$home/bin/jdk.sh"
"$home/bin/layerlift" --version >/dev/null
jdk_find java
export SPARK_HOME=$spark SPARK_LOCAL_IP=127.0.0.1 SPARK_SCALA_VERSION=2.12 JAVA_HOME
for package in java.lang java.lang.invoke java.net java.nio java.util java.util.concurrent sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
  opens+=("--add-opens=java.base/$package=ALL-UNNAMED")
done

# shelf NAME COUNT MIB
shelf() {
  "$JAVA_HOME/bin/java" "$here/MakeArchives.java" "$work/$1" "$2" "$3"
}

# as docs/scale.md says for local[N]
thresholds=(-XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=5000 -XX:Tier4CompileThreshold=40000)
run=("$JAVA_HOME/bin/java" "${opens[@]}" "${thresholds[@]}" -Xmx1g -cp "$spark/jars/*")

# cpu PID: seconds of CPU time of a process, and of its children that have ended.
cpu() {
  awk -v t="$ticks" '{ sub(/.*\) /, ""); print ($12 + $13 + $14 + $15) / t }' "/proc/$1/stat"
}

seconds_of_report() {
  sed -n 's/.*"summary":.*"seconds":\([0-9.]*\).*/\1/p' "$work/report"
}

# figures FILE WALL CPU: adds a run.
figures() {
  echo "$2 $3" >>"$work/figures/$1"
}

timed() {
  rm -rf "$work/out"
  TIMEFORMAT='%U %S'
  { time "$@" >"$work/log" 2>&1; } 2>"$work/time" || {
    tail -3 "$work/log" >&2
    exit 1
  }
}

# here NAME SHELF
here() {
  timed "$home/bin/layerlift" batch "$work/$2" --into "$work/out" --jobs 2 -q --report "$work/report"
  figures "$1" "$(seconds_of_report)" "$(awk '{ print $1 + $2 }' "$work/time")"
}

# on NAME SHELF MASTER
on() {
  timed "${run[@]}" org.apache.spark.deploy.SparkSubmit --master "$3" --conf spark.ui.enabled=false \
    --conf spark.executor.memory=1g --conf spark.log.level=WARN --class io.github.layerlift.spark.Main "$jar" \
    "$work/$2" --into "$work/out" -q --report "$work/report"
  figures "$1" "$(seconds_of_report)" "$(awk '{ print $1 + $2 }' "$work/time")"
}

pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true' EXIT

# cluster NAME SHELF WORKERS: also the CPU time of all workers with their executors, as NAME.workers.
cluster() {
  local i spent=0 before
  pids=()
  "${run[@]}" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 7079 --webui-port 0 >"$work/master.log" 2>&1 &
  pids+=($!)
  until grep -q 'I have been elected leader' "$work/master.log" 2>/dev/null; do sleep 0.2; done
  for ((i = 0; i < $3; i++)); do
    "${run[@]}" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 --cores 1 --memory 2g \
      --work-dir "$work/worker-$i" spark://127.0.0.1:7079 >"$work/worker-$i.log" 2>&1 &
    pids+=($!)
  done
  until [ "$(grep -c 'Registering worker' "$work/master.log")" = "$3" ]; do sleep 0.2; done
  before=$(for i in "${pids[@]:1}"; do cpu "$i"; done | awk '{ s += $1 } END { print s }')
  on "$1" "$2" spark://127.0.0.1:7079
  # executors count when they have ended
  for i in "${pids[@]:1}"; do
    while pgrep -P "$i" >/dev/null; do sleep 0.2; done
  done
  spent=$(for i in "${pids[@]:1}"; do cpu "$i"; done | awk -v b="$before" '{ s += $1 } END { print s - b }')
  figures "$1.workers" "$spent" "$spent"
  kill "${pids[@]}"
  wait "${pids[@]}" 2>/dev/null || true
  rm -rf "$work"/worker-* "$work/master.log"
}

median() {
  sort -n -k"$2","$2" "$work/figures/$1" | awk -v c="$2" '{ v[NR] = $c } END { printf "%.2f", v[int((NR + 1) / 2)] }'
}

# all SHELF: each way in turn
all() {
  local round
  rm -rf "$work/figures" && mkdir -p "$work/figures"
  for ((round = 0; round < rounds; round++)); do
    here here-none none
    here here "$1"
    on local-none none 'local[2]'
    on local "$1" 'local[2]'
    cluster one-none none 1
    cluster one "$1" 1
    cluster two-none none 2
    cluster two "$1" 2
  done
}

# row TITLE NAME
row() {
  awk -v t="$1" -v w="$(median "$2" 1)" -v s="$(median "$2-none" 1)" -v o="$(median here 1)" -v p="$(median here-none 1)" \
    'BEGIN { printf "| %s | %.2f | %.2f | %.2f | %.2f |", t, w, s, w - s, (w - s) / (o - p) }'
  if [ -f "$work/figures/$2.workers" ]; then
    awk -v a="$(median "$2.workers" 1)" -v b="$(median "$2-none.workers" 1)" 'BEGIN { printf " %.1f |\n", a - b }'
  else
    awk -v a="$(median "$2" 2)" -v b="$(median "$2-none" 2)" 'BEGIN { printf " %.1f |\n", a - b }'
  fi
}

# table TITLE SHELF
table() {
  all "$2"
  printf '\n### %s\n\n| way | seconds | of them start | work | of `batch` | CPU seconds of the work |\n|---|---|---|---|---|---|\n' "$1"
  row '`batch --jobs 2`' here
  row 'Spark, `local[2]`' local
  row 'Spark, one worker of one core' one
  row 'Spark, two workers of one core' two
}

shelf none 0 1
mkdir -p "$work/none"
shelf shelf-2m 500 2
shelf shelf-100m 20 100
# many names of few files: the shelf takes no room
long=$work/shelf-long
if [ ! -d "$long" ]; then
  mkdir "$long"
  for i in $(seq 8); do
    for file in "$work"/shelf-2m/*.tar; do ln "$file" "$long/$i-$(basename "$file")"; done
  done
fi
{
  cat <<EOF
# Batches on Spark

Written by \`it-tests/bench/spark.sh\` on $(date -u +%F): $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), Java $JDK_VERSION,
Spark $(basename "$spark"/jars/spark-core_*.jar .jar | sed 's/.*-//'). Medians of $rounds runs, the page cache warm. The start is what an empty shelf takes in the
same way. Master, workers and driver share the two cores. CPU seconds are those of the process, or of workers with their
executors, without those of an empty shelf.
EOF
  table '500 archives of 2 MiB' shelf-2m
  table '20 archives of 100 MiB' shelf-100m
  table '4,000 archives of 2 MiB' shelf-long
} >"$work/table"
cat "$work/table"
cp "$work/table" "$home/docs/measured/spark.md"
rm -rf "$work/out" "$work/figures" "$work/none"
