#!/bin/bash
# Slurm: eight tasks share the archives of a shared file system. Submit it in the folder with the images.
#SBATCH --job-name=layerlift
#SBATCH --array=1-8
#SBATCH --cpus-per-task=4
#SBATCH --mem=1G
#SBATCH --time=04:00:00
#SBATCH --output=layerlift-%A_%a.log
set -euo pipefail

# Set this to the folder that layerlift-VERSION-linux-x86_64.tar.gz was unpacked into, where all nodes see it.
layerlift=/shared/example/layerlift-0.1.0

# If submitted again, or requeued after a node failed, it does only what is missing. --balance gives each task about as
# many bytes, from one list for all: leave it out if archives come or go before the last task has ended.
exec "$layerlift/bin/layerlift" batch images --into modern --shard auto --balance \
  --jobs "${SLURM_CPUS_PER_TASK:-1}" \
  --report "modern-$SLURM_ARRAY_TASK_ID.jsonl"
