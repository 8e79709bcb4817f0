/**
 * Pairs whole processes in interleaved rounds: ours against cp, h5repack, h5py, Keras, and another build of ours.
 *
 *     npm run bench -- [--against DIR] [--case "1 GB"]… [--rounds 5] [--folder DIR]… [--python PYTHON] [--write]
 *
 * `--against` names the checkout of another commit, with its dist/. Folders default to /dev/shm and the system's temporary
 * one. Needs dist/ (`npm run build`) and a Python with h5py and Keras 3; by default the one that the tests of real Keras use.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CASES, type Case, type Contender, FORMATS, ours, peers, rivals, TARGETS, type Tools } from './cases.ts';
import { type Measured, measure } from './measure.ts';
import { type CaseResult, caseText, type FolderResult, machineText } from './results.ts';
import { targetsText } from './targets.ts';

const root = join(import.meta.dirname, '..');
const TMPFS = 0x01021994;

const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    case: { type: 'string', multiple: true },
    rounds: { type: 'string' },
    folder: { type: 'string', multiple: true },
    python: { type: 'string' },
    write: { type: 'boolean' },
  },
});
const rounds = Number(values.rounds ?? 5);
const chosen = CASES.filter(({ name }) => values.case === undefined || values.case.includes(name));
if (chosen.length === 0) throw new Error(`the cases are: ${CASES.map(({ name }) => name).join('; ')}`);
const folders = values.folder ?? ['/dev/shm', tmpdir()].filter((path) => existsSync(path));
const tools: Tools = {
  cli: join(root, 'dist', 'cli.js'),
  scripts: import.meta.dirname,
  python: values.python ?? join(root, '.venvs', 'keras-3.15.1', 'bin', 'python'),
  against: values.against === undefined ? undefined : join(resolve(values.against), 'dist', 'cli.js'),
};
if (tools.against !== undefined && !existsSync(tools.against))
  throw new Error(`${tools.against} is not there: build it`);
const loadBefore = load();

const measured: FolderResult[] = [];
for (const folder of folders) measured.push(await benchFolder(folder));
const text = report(measured);
console.log(text);
if (values.write) await writeFile(join(import.meta.dirname, 'RESULTS.md'), text);

async function benchFolder(folder: string): Promise<FolderResult> {
  const kind = (await statfs(folder)).type === TMPFS ? 'tmpfs' : 'disk';
  const cases: CaseResult[] = [];
  for (const each of chosen.filter(({ on = 'tmpfs' }) => on === kind)) {
    const place = await mkdtemp(join(folder, 'keras3-migrate-bench-'));
    try {
      cases.push(await benchCase(each, place, kind));
    } finally {
      await rm(place, { recursive: true, force: true });
    }
  }
  return { kind, cases };
}

async function benchCase(each: Case, place: string, kind: string): Promise<CaseResult> {
  const sources = join(place, 'sources');
  execFileSync(tools.python, [
    join(tools.scripts, 'make_inputs.py'),
    sources,
    ...[each.tensors, each.bytesEach, each.files].map(String),
  ]);
  const contenders = [
    ...ours(tools),
    ...peers(tools),
    ...rivals(tools).filter(({ name }) => each.rivals.includes(name)),
  ];
  const absent = new Map<string, string>();
  const times = new Map<string, Measured[]>();
  const few = Math.min(rounds, each.rounds ?? rounds);
  // The first round warms the caches and is not counted, but where one takes minutes.
  for (let round = each.rounds === undefined ? 0 : 1; round <= few; round++) {
    for (const contender of contenders) {
      if (absent.has(contender.name)) continue;
      const result = await attempt(contender, sources, place, each.again === true).catch((error: unknown) => {
        // What is ours must run: a bench without it would be a lie.
        if (FORMATS.some((format) => format === contender.name)) throw error;
        absent.set(contender.name, reasonOf(error));
        times.delete(contender.name);
      });
      if (result === undefined || round === 0) continue;
      times.set(contender.name, [...(times.get(contender.name) ?? []), result]);
      console.error(`${kind}, ${each.name}, round ${round}: ${contender.name} ${result.seconds.toFixed(2)} s`);
    }
  }
  const sizes = await Promise.all((await readdir(sources)).map(async (name) => (await stat(join(sources, name))).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return { name: each.name, tensors: each.tensors, files: each.files, bytes, times, absent };
}

async function attempt(contender: Contender, sources: string, place: string, again: boolean): Promise<Measured> {
  const results = join(place, 'results');
  await mkdir(results);
  try {
    if (again) await measure(contender.command(sources, results), place);
    return await measure(contender.command(sources, results), place);
  } finally {
    await rm(results, { recursive: true, force: true });
  }
}

function reasonOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  if (/ENOENT|: not found/.test(words)) return 'it is not installed on this machine';
  return `it failed (${words.trim().split('\n').at(-1)?.slice(0, 200)})`;
}

function report(results: readonly FolderResult[]): string {
  const cases = results.flatMap((result) => result.cases);
  const parts = [
    '# What a conversion costs',
    '',
    `Written by \`npm run bench -- --write\` on: ${machineText()}. Load: ${loadBefore} before, ${load()} after.`,
    '',
    `Every figure is lowest / median / highest of ${rounds} interleaved rounds of whole processes, after one that is not counted;`,
    'of the case of 50,000 tensors there is one. Multiples are taken round by round. Peak memory is that of the largest process,',
    'the workers among them. Ours and "h5py, verified" hash the source and compare every byte of the result with it; the others',
    'do not. On a disk, ours also waits until the result is on it.',
    '',
    '## Targets',
    '',
    'Medians, as multiples or in MB of memory; what misses its target is bold.',
    '',
    targetsText(TARGETS, cases),
  ];
  for (const { kind, cases } of results) {
    if (cases.length === 0) continue;
    parts.push('', `## On ${kind}`);
    for (const each of cases) parts.push('', caseText(each, FORMATS));
  }
  return `${parts.join('\n')}\n`;
}

function load(): string {
  return (loadavg()[0] ?? Number.NaN).toFixed(2);
}
