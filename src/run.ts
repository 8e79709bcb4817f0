import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FoundFile, findFiles } from './find/find.ts';
import { filesOfShard } from './find/shard.ts';
import { type Destination, planTargets } from './find/targets.ts';
import type { ConversionJob } from './job.ts';
import { type ConversionSettings, digestSettings, settingsOf } from './options/conversion-settings.ts';
import { valuesWithoutUse } from './options/lambda-values.ts';
import type { Options } from './options/options.ts';
import type { FileResult, Report, Status } from './result.ts';

export interface RunPorts {
  /** Converts one file, whose size is `bytes`; it never throws. */
  convert(job: ConversionJob, bytes: number): Promise<FileResult>;
  /** Keeps the files to look at (those that a pull request changed, say); all of them where absent. */
  select?(files: readonly FoundFile[]): Promise<readonly FoundFile[]>;
  /** Absolute. Where set, results go there in place of their targets, and every result says what would be done. */
  readonly rehearsalFolder?: string;
  /** Whether results tell the SHA-256 of each output; default: true. */
  readonly hashOutputs?: boolean;
  /** Called once, when the files are known. */
  onFiles?(files: readonly FoundFile[]): void;
  /** Called as each file is done. */
  onResult?(result: FileResult, bytes: number): void;
}

export interface RunOutcome {
  /** In the order of the files' names. */
  readonly report: Report;
  /** One sentence for each match left out. */
  readonly notes: readonly string[];
  /** Patterns and folders that matched nothing. */
  readonly unmatched: readonly string[];
  /** Values given for globals of Lambdas that no Lambda of any file used. */
  readonly unusedValues: readonly string[];
  /** Files that matched, before those that {@link RunPorts.select} or the shard leaves out. */
  readonly matched: number;
}

/**
 * The pipeline: find the files, settle where results go, convert each. One bad file never stops the others: what became of
 * it is in its result.
 *
 * @throws Refusal for options that cannot be followed, such as a pattern that leads outside the workspace
 */
export async function run(options: Options, ports: RunPorts): Promise<RunOutcome> {
  const found = await findFiles(options);
  const selected = (await ports.select?.(found.files)) ?? found.files;
  const files = options.shard === undefined ? selected : filesOfShard(selected, options.shard);
  ports.onFiles?.(files);

  const jobs = new JobMaker(options, await architectureText(options), found.files, ports.hashOutputs ?? true);
  // Two sources of one target may be in two shards: every machine looks at all files here.
  const { destinations, settled } = await settleTargets(selected, options, jobs, ports);
  const mine = new Set(files.map(({ path }) => path));
  const results = await eachLimited(
    destinations.filter(({ source }) => mine.has(source.path)),
    options.concurrency,
    async (destination) => {
      const { source } = destination;
      const result = settled.get(source.path) ?? (await convertOne(destination, options, jobs, ports));
      ports.onResult?.(result, source.bytes);
      return result;
    },
  );
  const report = { files: [...found.missing.map(missingFile), ...results].sort(byName) };
  const unusedValues = valuesWithoutUse(options.lambdaValues, results);
  return { report, notes: found.notes, unmatched: found.unmatched, matched: found.files.length, unusedValues };
}

async function convertOne(
  destination: Destination,
  options: Options,
  jobs: JobMaker,
  { convert, rehearsalFolder }: RunPorts,
): Promise<FileResult> {
  const { source } = destination;
  if (rehearsalFolder === undefined) return convert(jobs.make(destination, options.check), source.bytes);
  // What stands in the way of the real targets shows in a check; the rest shows when it is done elsewhere.
  const look = await convert(jobs.make(destination, true), source.bytes);
  if (look.status !== 'would-convert' || options.check) return look;
  const targets = destination.targets.map((target) => ({ ...target, path: join(rehearsalFolder, target.name) }));
  const done = await convert({ ...jobs.make({ source, targets }, false), inPlace: false }, source.bytes);
  return done.status === 'converted'
    ? { ...done, status: 'would-convert', reason: done.reason ?? 'this was a dry run' }
    : done;
}

/** Statuses of files that claim their targets: the others have nothing to write. */
const CLAIMING: ReadonlySet<Status> = new Set<Status>(['would-convert', 'up-to-date', 'refused']);

interface Settled {
  readonly destinations: readonly Destination[];
  /** Results already known, by the source's path. */
  readonly settled: ReadonlyMap<string, FileResult>;
}

/**
 * Looks into the files whose targets are refused: those that need no converting have no use for a target (the result of
 * an earlier run lies beside its source), and leave it to another.
 */
async function settleTargets(
  files: readonly FoundFile[],
  options: Options,
  jobs: JobMaker,
  ports: RunPorts,
): Promise<Settled> {
  const settled = new Map<string, FileResult>();
  const first = await planTargets(files, options);
  const doubtful = first.filter(({ refusal }) => refusal !== undefined);
  if (doubtful.length === 0) return { destinations: first, settled };

  const looks = new Map<string, FileResult>();
  await eachLimited(doubtful, options.concurrency, async (destination) => {
    const { source } = destination;
    looks.set(source.path, await ports.convert(jobs.make(destination, true), source.bytes));
  });
  const idle = new Set([...looks].filter(([, { status }]) => !CLAIMING.has(status)).map(([path]) => path));
  const second = await planTargets(
    files.filter(({ path }) => !idle.has(path)),
    options,
  );
  for (const { source, refusal } of second) {
    const look = looks.get(source.path);
    if (refusal !== undefined && look !== undefined) settled.set(source.path, refused(look, refusal));
  }
  for (const path of idle) {
    const look = looks.get(path);
    if (look !== undefined) settled.set(path, look);
  }
  return { destinations: [...second, ...first.filter(({ source }) => idle.has(source.path))], settled };
}

function refused(look: FileResult, reason: string): FileResult {
  return { ...look, status: 'refused', reason, outputs: [], renamed: [], changed: [] };
}

class JobMaker {
  readonly #options: Options;
  readonly #settings: ConversionSettings;
  readonly #digest: string;
  readonly #sources: ReadonlySet<string>;
  readonly #hashOutputs: boolean;

  constructor(options: Options, architecture: string, sources: readonly FoundFile[], hashOutputs: boolean) {
    this.#options = options;
    this.#settings = settingsOf(options);
    this.#digest = digestSettings(this.#settings, architecture);
    this.#sources = new Set(sources.map(({ path }) => path));
    this.#hashOutputs = hashOutputs;
  }

  make({ source, targets }: Destination, check: boolean): ConversionJob {
    const { architecture, inPlace, overwrite, root } = this.#options;
    // A target that is another source may be read while this runs: it is replaced only if this tool made it.
    const isOtherSource = targets.some(({ path }) => path !== source.path && this.#sources.has(path));
    return {
      ...this.#settings,
      source: source.path,
      name: source.name,
      workspace: root,
      targets,
      overwrite: overwrite && !isOtherSource,
      ...(isOtherSource ? { targetIsSource: true as const } : {}),
      check,
      inPlace,
      ...(architecture === undefined ? {} : { architecture }),
      hashOutputs: this.#hashOutputs,
      optionsDigest: this.#digest,
    };
  }
}

async function architectureText({ architecture }: Options): Promise<string> {
  return architecture === undefined ? '' : readFile(architecture, 'latin1');
}

function missingFile(name: string): FileResult {
  return {
    source: name,
    status: 'failed',
    reason: 'there is no such file: check the path and the current directory',
    outputs: [],
    renamed: [],
    changed: [],
    warnings: [],
  };
}

function byName(a: FileResult, b: FileResult): number {
  return a.source < b.source ? -1 : a.source > b.source ? 1 : 0;
}

/** Results in the order of the items, at most `limit` of them under way at once. */
async function eachLimited<I, R>(items: readonly I[], limit: number, work: (item: I) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const lane = async () => {
    for (const [at, item] of queue) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
  return results;
}
