/**
 * Packs the npm package: `node scripts/pack.ts [FOLDER]` writes keras3-migrate-X.Y.Z.tgz there and prints its path. Everything
 * is bundled in dist/, so the package depends on nothing: what it holds is the same wherever and whenever it is installed.
 */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..');
const COPIED = ['dist', 'action.yml', 'LICENSE', 'README.md', 'CHANGELOG.md'];
/** Of package.json: the rest is for development. */
const KEPT = [
  'name',
  'version',
  'description',
  'license',
  'repository',
  'homepage',
  'bugs',
  'keywords',
  'type',
  'engines',
  'bin',
];

/**
 * @param folder absolute path of the folder to pack into
 * @param dist absolute path of the bundles; the committed ones by default
 * @returns absolute path of the package
 */
export async function pack(folder: string, dist = join(ROOT, 'dist')): Promise<string> {
  const stage = await mkdtemp(join(tmpdir(), 'keras3-migrate-pack-'));
  try {
    for (const name of COPIED)
      await cp(name === 'dist' ? dist : join(ROOT, name), join(stage, name), { recursive: true });
    await writeTypes(join(stage, 'types'));
    await writeFile(join(stage, 'package.json'), `${JSON.stringify(await manifest(), undefined, 2)}\n`);
    await mkdir(folder, { recursive: true });
    npm(['pack', '--silent', '--pack-destination', folder], stage);
    const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
    if (name === undefined) throw new Error(`npm pack wrote no package to ${folder}`);
    return join(folder, name);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

async function manifest(): Promise<object> {
  const own = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;
  const kept = Object.fromEntries(KEPT.filter((key) => Object.hasOwn(own, key)).map((key) => [key, own[key]]));
  return {
    ...kept,
    exports: { '.': { types: './types/api.d.ts', default: './dist/api.js' }, './package.json': './package.json' },
  };
}

/** Declarations of api.ts and of what it names, and of nothing else. */
async function writeTypes(out: string): Promise<void> {
  const all = await mkdtemp(join(tmpdir(), 'keras3-migrate-types-'));
  try {
    const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    execFileSync(process.execPath, [tsc, '-p', ROOT, '--emitDeclarationOnly', '--outDir', all], { stdio: 'inherit' });
    const waiting = [join(all, 'api.d.ts')];
    const done = new Set<string>();
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (done.has(path)) continue;
      done.add(path);
      const text = await readFile(path, 'utf8');
      const target = join(out, relative(all, path));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
      for (const [, module] of text.matchAll(/from ['"](\.[^'"]+)\.(?:ts|js)['"]/g)) {
        waiting.push(resolve(dirname(path), `${module}.d.ts`));
      }
    }
  } finally {
    await rm(all, { recursive: true, force: true });
  }
}

/** npm is a script: on Windows it cannot be started without a shell, by Node it can everywhere. */
function npm(args: readonly string[], cwd: string): void {
  const script = process.env.npm_execpath;
  if (script !== undefined)
    execFileSync(process.execPath, [script, ...args], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  else execFileSync('npm', args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(await pack(resolve(process.argv[2] ?? '.')));
}
