import { createHash } from 'node:crypto';
import { copyFile, link, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { PublishedFile } from './files.ts';
import type { GitHubContext, PublishIo } from './github-context.ts';
import { because, listed, type Note, note } from './note.ts';
import type { PublishOptions } from './options.ts';

export interface Artifact {
  readonly id: number;
  readonly name: string;
  readonly url: string;
}

/**
 * Uploads the converted files and the report. They stay where they are whatever happens here.
 */
export async function uploadFiles(
  files: readonly PublishedFile[],
  options: PublishOptions,
  context: GitHubContext,
  io: PublishIo,
): Promise<{ readonly artifact?: Artifact; readonly notes: readonly Note[] }> {
  if (!hasArtifactService(context.serverUrl)) {
    const text = `No artifact was uploaded: @actions/artifact knows the service of github.com alone, not that of ${new URL(context.serverUrl).host}; the files are in the workspace, for an upload-artifact action that fits this server`;
    return { notes: [note('warning', text)] };
  }
  const name = options.artifactName ?? defaultArtifactName(context, options.artifactKey);
  const { kept, notes } = uploadable(files);
  if (kept.length === 0 && options.reportPath === undefined) return { notes };
  await using staged = await gather(kept, options, io);
  try {
    const { DefaultArtifactClient } = await import('@actions/artifact');
    const { id } = await new DefaultArtifactClient().uploadArtifact(name, [...staged.files], staged.root, {
      compressionLevel: options.compressionLevel,
      ...(options.retentionDays === undefined ? {} : { retentionDays: options.retentionDays }),
    });
    if (id === undefined)
      return { notes: [...notes, note('error', `Artifact ${name}: the service gave no id for it`)] };
    const url = `${context.serverUrl}/${context.owner}/${context.repo}/actions/runs/${context.runId}/artifacts/${id}`;
    return { artifact: { id, name, url }, notes };
  } catch (error) {
    return { notes: [...notes, note('error', explain(name, error))] };
  }
}

/**
 * `keras3-migrate-<job>-<attempt>-<hash>`: an artifact is immutable and its name unique in the run, so jobs, attempts,
 * the cells of a matrix (whose `GITHUB_JOB` is one) and the steps of a job each need their own.
 */
export function defaultArtifactName(context: Pick<GitHubContext, 'job' | 'runAttempt' | 'step'>, key: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([context.step, key]))
    .digest('hex')
    .slice(0, 8);
  return `keras3-migrate-${context.job.replaceAll(/[^A-Za-z0-9_-]/g, '-') || 'job'}-${context.runAttempt}-${hash}`;
}

/** The hosts that @actions/artifact takes for github.com and its like (its config.ts, isGhes). */
function hasArtifactService(serverUrl: string): boolean {
  return /^(github\.com|.*\.ghe\.com|.*\.localhost)$/i.test(new URL(serverUrl).hostname);
}

/** Characters in a path for which the service refuses the whole artifact. */
function uploadable(files: readonly PublishedFile[]): { readonly kept: PublishedFile[]; readonly notes: Note[] } {
  const isRefused = ({ path }: PublishedFile) => /[":<>|*?\r\n]/.test(path);
  const refused = files.filter(isRefused).map(({ path }) => path);
  const count = refused.length === 1 ? '1 file is' : `${refused.length} files are`;
  const text = `${count} not in the artifact: GitHub takes no path with any of " : < > | * ? or a line break (${listed(refused)}); rename them`;
  return { kept: files.filter((file) => !isRefused(file)), notes: refused.length === 0 ? [] : [note('warning', text)] };
}

interface Gathered extends AsyncDisposable {
  readonly root: string;
  readonly files: readonly string[];
}

/**
 * One folder for all: the library takes files below a single root. The workspace itself serves unless the report lies
 * outside it; then all are linked (copied across file systems) into a temporary folder.
 */
async function gather(files: readonly PublishedFile[], options: PublishOptions, io: PublishIo): Promise<Gathered> {
  const { root, reportPath } = options;
  const own = files[0] === undefined ? root : files[0].absolute.slice(0, -(files[0].path.length + 1));
  if (reportPath === undefined || reportPath.startsWith(own + sep)) {
    const all = [...files.map((file) => file.absolute), ...(reportPath === undefined ? [] : [reportPath])];
    return { root: own, files: [...new Set(all)], [Symbol.asyncDispose]: async () => undefined };
  }
  const folder = await mkdtemp(join(io.tempDir, 'keras3-migrate-artifact-'));
  const placed: string[] = [];
  const place = async (from: string, path: string) => {
    const to = join(folder, path);
    await mkdir(dirname(to), { recursive: true });
    await link(from, to).catch(() => copyFile(from, to));
    placed.push(to);
  };
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    for (const file of files) await place(file.absolute, file.path);
    await place(reportPath, basename(reportPath));
  } catch (error) {
    await dispose();
    throw error;
  }
  return { root: folder, files: placed, [Symbol.asyncDispose]: dispose };
}

function explain(name: string, error: unknown): string {
  const detail = error instanceof Error ? error.message : String(error);
  if (/\b409\b|already exists/i.test(detail)) {
    return `Artifact ${name}: this run has one of that name already, and artifacts cannot be changed; give each job and step a name of its own, or leave the name out`;
  }
  return `Artifact ${name} was not uploaded${because(detail)}`;
}
