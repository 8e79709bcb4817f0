import { type Change, planChanges } from './changes.ts';
import { apiObstacle, commitByApi } from './commit-api.ts';
import { commitByGit } from './commit-git.ts';
import { GitError } from './git.ts';
import { authorOf, commitMessage } from './message.ts';
import { because, type Note, note } from './note.ts';
import { type CommitMade, classifyGit, type Rejection } from './push-result.ts';
import { rebuildByApi, removeBranch, startBranch } from './refs-api.ts';
import type { BranchHead } from './scratch-repository.ts';
import type { CommitSession } from './session.ts';

export type CommitOutcome =
  | { readonly kind: 'committed'; readonly branch: string; readonly sha: string; readonly paths: readonly string[] }
  /** The branch holds every file as converted already, or what is left was left alone. */
  | { readonly kind: 'unchanged'; readonly branch: string }
  | {
      readonly kind: 'blocked';
      readonly branch: string;
      /** The branch that `branch` goes into; the same for direct commits. */
      readonly base: string;
      readonly rejection: Rejection | 'gone';
      readonly detail: string;
    };

export interface Place {
  /** The branch to commit on. */
  readonly branch: string;
  /** The branch that was checked out; another one for pull requests of our own. */
  readonly base: string;
  /** The branch holds commits of ours alone: it is made anew from the base. */
  readonly rebuild: boolean;
}

/** Waits between attempts on a branch that keeps moving. */
const BACK_OFF_MILLISECONDS: readonly number[] = [1000, 2000, 4000, 8000, 16_000];

export interface CommitResult {
  readonly outcome: CommitOutcome;
  readonly notes: readonly Note[];
}

/** Commits what differs, recomputing it from the branch's new head whenever the branch moved. */
export async function commitFiles(session: CommitSession, place: Place): Promise<CommitResult> {
  for (let attempt = 0; ; attempt++) {
    const result = await attemptCommit(session, place);
    const delay = BACK_OFF_MILLISECONDS[attempt];
    const { outcome } = result;
    if (outcome.kind !== 'blocked' || !PASSING.has(outcome.rejection) || delay === undefined) return result;
    const reason =
      outcome.rejection === 'moved' ? 'The branch moved meanwhile' : 'The server did not answer as it should';
    session.io.log(`${reason}; trying again in ${delay / 1000} s`);
    await session.io.sleep(delay);
  }
}

/** What another attempt may find otherwise. */
const PASSING: ReadonlySet<Rejection | 'gone'> = new Set(['moved', 'unreachable']);

async function attemptCommit(session: CommitSession, place: Place): Promise<CommitResult> {
  const { branch } = place;
  const blocked = (rejection: Rejection | 'gone', detail: string, notes: readonly Note[]): CommitResult => ({
    outcome: { kind: 'blocked', branch, base: place.base, rejection, detail },
    notes,
  });
  try {
    const base = await session.scratch.fetchBranch(place.base);
    if (base === undefined) return blocked('gone', '', []);
    const own = branch === place.base ? base : await session.scratch.fetchBranch(branch);
    const { changes, notes } = planChanges(session.staged, session.workspace.tree, base.tree, (own ?? base).tree);
    if (changes.length === 0) return { outcome: { kind: 'unchanged', branch }, notes };

    const start = startOf(base, own, place, session, changes);
    const made = await make(session, branch, start);
    const said = [...notes, ...made.notes];
    if (made.kind === 'rejected') return blocked(made.rejection, made.detail, said);
    const paths = start.changes.map(({ file }) => file.path);
    return { outcome: { kind: 'committed', branch, sha: made.sha, paths }, notes: said };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const { rejection, detail } = classifyGit('', error.stderr);
    return blocked(rejection, detail, []);
  }
}

interface Start {
  readonly parent: string;
  /** Where the branch is now; undefined: not there. */
  readonly expected: string | undefined;
  readonly changes: readonly Change[];
}

/** The parent to build on, and the changes against it; those planned were against the branch's own head. */
function startOf(
  base: BranchHead,
  own: BranchHead | undefined,
  place: Place,
  session: CommitSession,
  planned: readonly Change[],
): Start {
  if (own === undefined) return { parent: base.oid, expected: undefined, changes: planned };
  if (!place.rebuild || own === base) return { parent: own.oid, expected: own.oid, changes: planned };
  const { changes } = planChanges(session.staged, session.workspace.tree, base.tree, base.tree);
  return { parent: base.oid, expected: own.oid, changes };
}

async function make(
  session: CommitSession,
  branch: string,
  start: Start,
): Promise<CommitMade & { readonly notes: readonly Note[] }> {
  const { options } = session;
  const obstacle =
    apiObstacle(start.changes) ??
    (options.commitAuthor === undefined ? undefined : 'the API commits as the account of the token');
  const method = options.commitMethod;
  if (method === 'git' || (method === 'auto' && obstacle !== undefined)) return { ...(await byGit()), notes: [] };
  if (obstacle !== undefined && options.commitAuthor === undefined) {
    const detail = `${obstacle}, and commit-method is api; set commit-method: auto`;
    return { kind: 'rejected', rejection: 'failed', detail, notes: [] };
  }
  const byApi = await byApiOrReason();
  if (method === 'api' || byApi.kind === 'committed' || byApi.rejection !== 'failed') return { ...byApi, notes: [] };
  const made = await byGit();
  const text = `The API did not take the commit${because(byApi.detail)}, so it was pushed by git and is not signed`;
  return { ...made, notes: made.kind === 'committed' ? [note('notice', text)] : [] };

  function byGit(): Promise<CommitMade> {
    const message = commitMessage(options);
    return commitByGit(session.scratch, { branch, ...start, message, author: authorOf(options) });
  }

  async function byApiOrReason(): Promise<CommitMade> {
    const { context } = session;
    const message = commitMessage(options);
    try {
      const octokit = await session.octokit();
      const commit = { changes: start.changes, message };
      if (start.expected !== undefined && start.expected !== start.parent) {
        return await rebuildByApi(octokit, context, { branch, parent: start.parent, ...commit });
      }
      const fresh = start.expected === undefined;
      const begun = fresh ? await startBranch(octokit, context, branch, start.parent) : undefined;
      if (begun !== undefined) return begun;
      const made = await commitByApi(octokit, context, { branch, expected: start.parent, ...commit });
      if (fresh && made.kind === 'rejected') await removeBranch(octokit, context, branch);
      return made;
    } catch (error) {
      // A network fault, after the client's own retries: git may still get through.
      return { kind: 'rejected', rejection: 'failed', detail: error instanceof Error ? error.message : String(error) };
    }
  }
}
