import { createHash } from 'node:crypto';
import type { Report } from '../result.ts';
import { resultsMarkdown } from './body.ts';
import { classifyApi } from './commit-api.ts';
import type { GitHubContext } from './github-context.ts';
import { runUrl } from './github-context.ts';
import { BODY_CHARACTERS } from './limits.ts';
import { because, type Note, note } from './note.ts';
import { httpStatus, type Octokit } from './octokit.ts';
import { permissionNote } from './permissions.ts';

/** Attempts at a new comment; before each the list is read again, since a 5xx may have made it. */
const ATTEMPTS = 3;

/**
 * Keeps one comment of this step on a pull request: the first that bears its marker is updated in place. A first comment
 * is made only when there is something to tell.
 *
 * @param published Markdown that comes first: where the files went, or why they went nowhere
 * @returns the comment's address, if there is one
 */
export async function keepComment(
  octokit: Octokit,
  context: GitHubContext,
  number: number,
  report: Report,
  published: string,
  key: string,
): Promise<{ readonly url?: string; readonly notes: readonly Note[] }> {
  const marker = markerOf(context, key);
  const room = BODY_CHARACTERS - published.length - 200;
  const body = [marker, '### Keras 3 migration', published, resultsMarkdown(report, runUrl(context), room)]
    .filter((part) => part !== '')
    .join('\n\n');
  try {
    const url = await createOrUpdate(octokit, context, number, marker, body, somethingToTell(report));
    return url === undefined ? { notes: [] } : { url, notes: [] };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const permission = classifyApi(error) === 'permission' || httpStatus(error) === 404;
    return {
      notes: [
        permission
          ? permissionNote('comment', 'warning', detail)
          : note('warning', `No comment was left${because(detail)}`),
      ],
    };
  }
}

/** Jobs of a matrix have a comment each; attempts of a run share theirs. */
function markerOf(context: GitHubContext, key: string): string {
  const identity = JSON.stringify([context.workflow, context.job, context.step, key]);
  return `<!-- keras3-migrate ${createHash('sha256').update(identity).digest('hex').slice(0, 16)} -->`;
}

function somethingToTell(report: Report): boolean {
  return report.files.some(({ status }) => !['up-to-date', 'already-keras-3', 'not-keras'].includes(status));
}

async function createOrUpdate(
  octokit: Octokit,
  context: GitHubContext,
  number: number,
  marker: string,
  body: string,
  create: boolean,
): Promise<string | undefined> {
  const { owner, repo } = context;
  for (let attempt = 1; ; attempt++) {
    const existing = await findComment(octokit, context, number, marker);
    if (existing !== undefined) {
      const { data } = await octokit.rest.issues.updateComment({ owner, repo, comment_id: existing, body });
      return data.html_url;
    }
    if (!create) return undefined;
    try {
      const request = { retries: 0 };
      const { data } = await octokit.rest.issues.createComment({ owner, repo, issue_number: number, body, request });
      return data.html_url;
    } catch (error) {
      if ((httpStatus(error) ?? 0) < 500 || attempt === ATTEMPTS) throw error;
    }
  }
}

async function findComment(
  octokit: Octokit,
  context: GitHubContext,
  number: number,
  marker: string,
): Promise<number | undefined> {
  const { owner, repo } = context;
  const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  for await (const { data } of pages) {
    const found = data.find((comment) => comment.body?.startsWith(marker));
    if (found !== undefined) return found.id;
  }
  return undefined;
}
