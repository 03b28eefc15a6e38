#!/bin/sh
# Tries every fault that the tests know, with long lists and many rounds, and writes the outcomes into
# docs/measured/reliability.md, whose other parts come from "make fuzz" and "make mutation". Needs root, as the tests
# with engines do.
set -eu
cd "$(dirname "$0")/.."
. bin/jdk.sh
jdk_need

log=$(mktemp)
trap 'rm -f "$log"' EXIT
it-tests/engines.sh install
seed=$(date +%s)
echo "-Dlayerlift.seed=$seed makes the same archives again"
./mvnw -B -ntp test -pl converter -am -Dtest=SalvageDamageTest -Dlayerlift.damages=300
./mvnw -B -ntp verify -Pit -Dunit.skip -Dlayerlift.faults="$log" -Dlayerlift.seed="$seed" \
  -Dit.test='FullDiskIT,FailingDiskIT,ChangedInputIT,ClosedPipeIT,SignalIT,OddTargetIT,BareMachineIT,HostileIT,DifferentialIT,PreTenOracleIT,TransferIT'

{
  cat <<'TEXT'
# Reliability

Which faults the program was exposed to, how many times, and what it did. Written by `make reliability`, which tries each
for real: full and failing disks are mounted, system calls are made to fail by strace, signals are sent at random moments.
The run fails if a single outcome is wrong, so only correct ones are listed. `make test` tries fewer of each.

After each fault the target was the old one or the new one, whole, and nothing else was left; one line said what went
wrong, another gave a hint, and there was never a stack trace. After SIGKILL, the next run with the same target removed
what was left.

Archives that were changed at random, different ones in each run, were also given to Docker 20.10;
[differences.md](../differences.md) explains why some that it loads are refused.
TEXT
  # one section per area, in alphabetical order; one row for each fault and outcome, with its count
  LC_ALL=C sort "$log" | LC_ALL=C uniq -c | awk '
    {
      count = $1
      sub(/^ *[0-9]+ /, "")
      split($0, field, "\t")
      if (field[1] != area) {
        area = field[1]
        printf "\n## %s\n\n| fault | times | outcome |\n|---|---|---|\n", area
      }
      printf "| %s | %d | %s |\n", field[2], count, field[3]
      total += count
    }
    END { printf "\n%d faults and changed archives in all.\n", total }'
} >it-tests/reliability/last/faults.md
it-tests/reliability/page.sh
