/**
 * Runs the commands of the transcripts in README.md and docs/first-steps.md again and writes what they print:
 * `npm run first-steps`. A transcript is a block ```console; one of ```console keras needs the environments of the tests that
 * ask real Keras. A command begins with `$ `, and what it printed stands below it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..');
const ENVIRONMENTS = join(ROOT, '.venvs');

/** The documents with transcripts. */
export const TRANSCRIPTS: readonly string[] = ['README.md', 'docs/first-steps.md'];

/**
 * A document with the outputs that its commands print today, run one after another in a folder that has `dist` and `examples`.
 *
 * @param keras also the blocks that need real Keras; the others are left as they are
 */
export async function rerun(text: string, { keras }: { readonly keras: boolean }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'first-steps-'));
  try {
    await cp(join(ROOT, 'examples'), join(folder, 'examples'), { recursive: true });
    await symlink(join(ROOT, 'dist'), join(folder, 'dist'));
    if (keras) await symlink(ENVIRONMENTS, join(folder, '.venvs'));
    return text.replaceAll(
      /^```console( keras)?\n([\s\S]*?)^```$/gm,
      (block, needsKeras: string | undefined, body: string) => {
        if (needsKeras !== undefined && !keras) return block;
        const commands = body.split('\n').filter((line) => line.startsWith('$ '));
        const lines = commands.map((line) => `${line}\n${outputOf(line.slice('$ '.length), folder)}`);
        return `\`\`\`console${needsKeras ?? ''}\n${lines.join('\n')}\`\`\``;
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function outputOf(command: string, cwd: string): string {
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', CUDA_VISIBLE_DEVICES: '', TF_CPP_MIN_LOG_LEVEL: '3' };
  const { stdout, stderr } = spawnSync('bash', ['-c', command], { cwd, env, encoding: 'utf8' });
  return stdout + (command.includes('python') ? '' : stderr);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const name of TRANSCRIPTS) {
    const path = join(ROOT, name);
    await writeFile(path, await rerun(await readFile(path, 'utf8'), { keras: existsSync(ENVIRONMENTS) }));
  }
}
