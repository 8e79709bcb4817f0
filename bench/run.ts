/**
 * Pairs whole processes in interleaved rounds: ours against cp, h5repack, h5py and Keras.
 *
 *     npm run bench -- [--case "1 GB"]… [--rounds 5] [--folder DIR]… [--python PYTHON] [--write]
 *
 * Folders default to /dev/shm and the system's temporary one. Needs dist/ (`npm run build`) and a Python with h5py and
 * Keras 3; by default the one that the tests of real Keras use.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CASES, type Case, type Contender, LINEARITY, ours, rivals, type Tools } from './cases.ts';
import { type Measured, measure } from './measure.ts';
import { type CaseResult, caseText, type FolderResult, machineText, ratio } from './results.ts';

const root = join(import.meta.dirname, '..');
const TMPFS = 0x01021994;
const FORMATS = ['h5', 'keras'];

const { values } = parseArgs({
  options: {
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
};

const measured: FolderResult[] = [];
for (const folder of folders) measured.push(await benchFolder(folder));
const text = report(measured);
console.log(text);
if (values.write) await writeFile(join(import.meta.dirname, 'RESULTS.md'), text);

async function benchFolder(folder: string): Promise<FolderResult> {
  const kind = (await statfs(folder)).type === TMPFS ? 'tmpfs' : 'disk';
  const cases: CaseResult[] = [];
  for (const each of chosen) {
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
  const contenders = [...ours(tools), ...rivals(tools).filter(({ name }) => each.rivals.includes(name))];
  const absent = new Map<string, string>();
  const times = new Map<string, Measured[]>();
  for (let round = 0; round <= rounds; round++) {
    for (const contender of contenders) {
      if (absent.has(contender.name)) continue;
      const result = await attempt(contender, sources, place).catch((error: unknown) => {
        // What is ours must run: a bench without it would be a lie.
        if (FORMATS.includes(contender.name)) throw error;
        absent.set(contender.name, reasonOf(error));
        times.delete(contender.name);
      });
      // The first round warms the caches and is not counted.
      if (result === undefined || round === 0) continue;
      times.set(contender.name, [...(times.get(contender.name) ?? []), result]);
      console.error(`${kind}, ${each.name}, round ${round}: ${contender.name} ${result.seconds.toFixed(2)} s`);
    }
  }
  const sizes = await Promise.all((await readdir(sources)).map(async (name) => (await stat(join(sources, name))).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return { name: each.name, tensors: each.tensors, files: each.files, bytes, times, absent };
}

async function attempt(contender: Contender, sources: string, place: string): Promise<Measured> {
  const results = join(place, 'results');
  await mkdir(results);
  try {
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
  const parts = [
    '# What a conversion costs',
    '',
    `Written by \`npm run bench -- --write\` on: ${machineText()}.`,
    '',
    `Every figure is lowest / median / highest of ${rounds} interleaved rounds of whole processes, after one that is not counted.`,
    'Multiples are taken round by round. Peak memory is that of the largest process, the workers among them.',
    'Ours and "h5py, verified" hash the source and compare every byte of the result with it; the others do not. On a disk,',
    'ours also waits until the result is on it, which no other does.',
  ];
  for (const { kind, cases } of results) {
    parts.push('', `## On ${kind}`);
    for (const each of cases) parts.push('', caseText(each, FORMATS));
    const [few, many] = [LINEARITY.few, LINEARITY.many].map((name) => cases.find((each) => each.name === name)?.times);
    if (few === undefined || many === undefined) continue;
    const multiples = FORMATS.map((format) => `${format} ${ratio(many.get(format) ?? [], few.get(format) ?? [])}`);
    parts.push(
      '',
      `Ten times the tensors (${LINEARITY.many} against ${LINEARITY.few}) take: ${multiples.join('; ')} times as long.`,
    );
  }
  return `${parts.join('\n')}\n`;
}
