#!/bin/bash
# Slurm: eight tasks share the archives of a shared file system. Submit it with: sbatch samples/ci/slurm-array.sh
#SBATCH --job-name=layerlift
#SBATCH --array=1-8
#SBATCH --cpus-per-task=4
#SBATCH --mem=1G
#SBATCH --time=04:00:00
#SBATCH --output=layerlift-%A_%a.log
set -euo pipefail

layerlift=${LAYERLIFT:-bin/layerlift}
images=${IMAGES:-images}
modern=${MODERN:-modern}

# If submitted again, it does only what is missing.
exec "$layerlift" batch "$images" --into "$modern" --shard auto \
  --jobs "${SLURM_CPUS_PER_TASK:-1}" \
  --report "$modern-${SLURM_ARRAY_TASK_ID}.jsonl"
