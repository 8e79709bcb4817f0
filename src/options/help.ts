/** What `--help` prints. */
export const HELP = `Converts the HDF5 files that Keras 1 and 2 wrote to what Keras 3 loads, and verifies every byte.

Usage
  keras3-migrate [flags] PATH_OR_GLOB...
  keras3-migrate report [--report MERGED.json] REPORT.json...
  keras3-migrate inspect [--json] FILE, or --diff BEFORE AFTER

Examples
  keras3-migrate model.h5                         writes model.keras3.h5 beside it
  keras3-migrate --format keras models            every file below models/, as .keras archives
  keras3-migrate --output-dir migrated '**/*.h5'  the same folders below migrated/
  keras3-migrate --check '**/*.h5' '!old/**'      writes nothing; exit code 1 if a file needs converting

What is written
  --format LIST         h5 (Keras 3's H5 layout; the default), keras (.keras), weights (.weights.h5), or several: h5,keras
  --output-dir DIR      where results go; default: beside each source
  --in-place            over the source, whose name must fit the one format asked for
  --overwrite           replace files at a result's path that this tool did not write
  --no-compile          leave the training settings (optimizer, loss, metrics) out
  --strict              refuse a file where the default is to warn
  --min-keras VERSION   the oldest Keras 3 that you have, as 3.12: a file that needs a newer one is refused
  --architecture PATH   to_json() or to_yaml() output, or a whole-model file; it takes the place of a file's own
  --lambda-values LIST  what globals that Lambdas use stand for: NAME=VALUE, or the path of a JSON object of them
  --keep-custom LIST    classes of other packages that stay as they are, though Keras has an equal: Addons>AdamW, FixedDropout

What is done
  --check               write nothing, say what would be done
  --report FILE         everything about every file, as JSON
  --no-fail-on-refused  files that cannot be converted as asked do not make the exit code 1
  --fail-on-converted   exit code 1 if a file was written, and the git command that adds it; for pre-commit
  --fail-on-no-match    a pattern that matches no file makes the exit code 1; without it, it is a warning
  --concurrency N       files at once; default: one a processor
  --shard I/N           part I of N of the files, balanced by bytes
  --memory-limit MB     of resident memory that one file may take; default: 3072
  --timeout SECONDS     that one file may take; default: by its size
  --prove               load the results with the Keras 3 of this machine, where it has one, and say which
  --python PATH         the Python to do it with; default: the one on the path
  --help, --version

Patterns: * ? [a-z] {h5,hdf5}, ** for any folders, ! in front to exclude; quote them, or the shell expands them.
A folder stands for every .h5, .hdf5 and .keras file below it. Everything in .git and node_modules is left alone.

Exit code 0: all done, or nothing to do. 1: a file was refused or failed, or --check found work. 2: wrong usage.

report merges the JSON reports of several runs (shards) and prints one summary as Markdown.
inspect says what a Keras file is and what would change, or how two files differ; inspect --help says more.
`;
