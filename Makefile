# Tasks for a checkout; "make help" lists them. Each installs what is missing (a JDK, unzip, engines).

# Gives what root built in a user's checkout back to that user, who couldn't build again otherwise.
GIVE_BACK = [ "$$(id -u)" != 0 ] || chown -R --reference=pom.xml target */target 2>/dev/null
MVN = trap '$(GIVE_BACK)' EXIT && trap 'exit 130' INT TERM && . bin/jdk.sh && jdk_need && ./mvnw -B -ntp

.PHONY: all unit it test fresh engines it-all spark spark-local reliability fuzz mutation dist packages sbom bench bench-compare jmh samples format clean help

all: ## builds the program, without tests
	$(MVN) package -DskipTests

unit: ## all checks and tests that don't need an engine
	$(MVN) verify

it: ## the tests with real engines (Docker, skopeo, podman)
	it-tests/engines.sh install
	$(MVN) verify -Pit,dist -Dunit.skip

test: ## everything: unit and it
	it-tests/engines.sh install
	$(MVN) verify -Pit,dist
	$(MAKE) spark-local

packages: dist ## tries the packages on new machines without a Java, Debian 12 and 13
	it-tests/packages.sh

fresh: ## the commands of README on new machines, Debian 12 and 13, as root and as a user; QUICK=1 runs no tests
	it-tests/fresh.sh

engines: ## fetches the engines of three Debian releases (about 2 GB, for it-all; see LAYERLIFT_ENGINES)
	it-tests/debian/fetch.sh

it-all: engines ## every kind of archive through every engine; writes docs/measured/compatibility.md; samples/ci by npm's tools and Slurm
	it-tests/engines.sh install munge slurmctld slurmd slurm-client
	$(MVN) verify -Pit-all,dist -Dunit.skip
	$(MAKE) spark

# The jar's unit tests and, unless another test is named, all of its tests on clusters.
SPARK = $(MVN) verify -Pspark -pl converter,cli,spark/cluster,spark '-Dtest=io.github.layerlift.spark.*Test,io.github.layerlift.spark.files.*Test' -Dsurefire.failIfNoSpecifiedTests=false

spark-local: ## builds the jar for Spark, and tries it in one process (fetches 300 MB once)
	$(SPARK) -Dit.test=LocalIT

spark: ## builds the jar for Spark, and tries it on clusters of this machine, HDFS and S3 (fetches about 1.2 GB once)
	$(MVN) verify -Pspark -pl converter,cli,spark/cluster,spark -Dunit.skip -Dscala=2.13 -Dscala.version=2.13.8
	$(SPARK)
	$(MVN) verify -Pspark -pl converter,cli,spark/cluster,spark -Dunit.skip -Dcluster.scala=2.13 -Dcluster.spark=4.0.1 -Dcluster.hadoop=3.4.1 -Dit.test=LocalIT

reliability: ## injects faults many times; writes docs/measured/reliability.md
	it-tests/reliability.sh

fuzz: ## looks for inputs that break a room, and records the findings; make fuzz SECONDS=600 spends longer on each
	it-tests/reliability/fuzz.sh $(or $(SECONDS),60); code=$$?; it-tests/reliability/fuzz-report.sh && exit $$code

mutation: ## changes the code of the core, to see what its tests notice (an hour); make mutation ROOM=json does one room
	it-tests/reliability/mutation.sh $(ROOM)
	it-tests/reliability/mutation-report.sh

dist: ## makes what a release consists of, in target/dist: packages, a container image, a Maven repository, checksums
	trap '$(GIVE_BACK)' EXIT && trap 'exit 130' INT TERM && packaging/dist.sh

sbom: ## writes a bill of materials, as CycloneDX
	$(MVN) -q -pl .,converter,cli -Pdist package -DskipTests -Dmaven.javadoc.skip -Dmaven.source.skip
	cp target/bom.json cli/target/dist/bom.json

bench: dist ## measures the speed against cp, openssl, skopeo and podman; writes docs/measured/benchmarks.md
	it-tests/bench/run.sh

bench-compare: ## measures this checkout against another one in turn: make bench-compare OTHER=DIR BENCH="3 many gzip"
	LAYERLIFT_BENCH_OTHER="$(realpath $(OTHER))" it-tests/bench/run.sh $(BENCH)

jmh: ## measures the inner loops; make jmh JMH=HashBench runs one
	$(MVN) -q -pl converter -Pjmh test-compile exec:exec -Djmh=$(or $(JMH),.*)

samples: ## remakes the samples, with the tools that write them
	samples/make.sh

format: ## formats the Java code
	$(MVN) -q spotless:apply

clean: ## removes what was built
	rm -rf target */target

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  \1\t/p' Makefile
