import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** What a process has taken. */
export interface Usage {
  /** Resident bytes. */
  readonly resident: number;
  /** Processor time of all its threads, in seconds. */
  readonly cpuSeconds: number;
}

/** What a process has taken until now; undefined where the system does not tell or the process has ended. */
export async function usageOf(pid: number): Promise<Usage | undefined> {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

const execute = promisify(execFile);

/** Clock ticks a second in /proc (USER_HZ), on every architecture that Node runs on. */
const TICKS = 100;

async function fromProc(pid: number): Promise<Usage | undefined> {
  const files = ['status', 'stat'].map((name) => readFile(`/proc/${pid}/${name}`, 'latin1').catch(() => ''));
  const [status = '', stat = ''] = await Promise.all(files);
  // The command's name, in parentheses, may hold anything; utime and stime are the 14th and 15th field, proc(5).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return usage(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1], ticks / TICKS);
}

async function fromPs(pid: number): Promise<Usage | undefined> {
  if (process.platform === 'win32') return undefined;
  const { stdout } = await execute('ps', ['-o', 'rss=,time=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  const [kilobytes, time] = stdout.trim().split(/\s+/);
  return usage(kilobytes, secondsOf(time ?? ''));
}

/** `[[days-]hours:]minutes:seconds` as `ps` prints it; NaN for something else. */
export function secondsOf(time: string): number {
  const found = /^(?:(?:(\d+)-)?(\d+):)?(\d+):(\d+(?:[.,]\d+)?)$/.exec(time);
  if (found === null) return Number.NaN;
  const [days, hours, minutes, seconds] = found.slice(1).map((part) => Number((part ?? '0').replace(',', '.')));
  return ((days ?? 0) * 24 + (hours ?? 0)) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}

function usage(kilobytes: string | undefined, cpuSeconds: number): Usage | undefined {
  if (kilobytes === undefined || !/^\d+$/.test(kilobytes) || !Number.isFinite(cpuSeconds)) return undefined;
  return { resident: Number(kilobytes) * 1024, cpuSeconds };
}
