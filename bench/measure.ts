import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

export interface Measured {
  readonly seconds: number;
  /** Peak resident bytes of the largest process, children counted; 0 where the system does not tell. */
  readonly peak: number;
}

const LOOK_MS = 20;

/**
 * Runs a command to its end.
 *
 * @throws Error with what it printed, if it fails
 */
export async function measure(command: readonly string[], cwd: string): Promise<Measured> {
  const [program = '', ...args] = command;
  const started = performance.now();
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-4000);
    });
  }
  let peak = 0;
  let looking = true;
  const watch = (async () => {
    while (looking && child.pid !== undefined) {
      peak = Math.max(peak, ...(await peaks(child.pid)));
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  })();
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  const seconds = (performance.now() - started) / 1000;
  looking = false;
  await watch;
  if (code !== 0) throw new Error(`${command.join(' ')} ended with code ${code}: ${printed}`);
  return { seconds, peak };
}

/** `VmHWM` of a process and all below it. */
async function peaks(pid: number): Promise<number[]> {
  const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '');
  const own = Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'latin1').catch(() => '');
  const below = await Promise.all(children.split(' ').filter(Boolean).map(Number).map(peaks));
  return [own, ...below.flat()];
}
