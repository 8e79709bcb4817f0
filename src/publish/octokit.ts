import type { GitHubContext } from './github-context.ts';

/** What the GitHub API client of this run is; imported late, since most runs publish nothing. */
export type Octokit = Awaited<ReturnType<typeof connect>>;

/** Answers of 5xx and 429 are retried by @octokit/plugin-retry after 1, 4 and 9 of these. */
const RETRY_MILLISECONDS = 1000;

export async function connect(context: GitHubContext, token: string, retryMilliseconds = RETRY_MILLISECONDS) {
  const [{ getOctokit }, { retry }] = await Promise.all([import('@actions/github'), import('@octokit/plugin-retry')]);
  const options = {
    baseUrl: context.apiUrl,
    // Its own log lines hold addresses and would repeat what the notes say.
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    retry: { retryAfterBaseValue: retryMilliseconds },
  };
  return getOctokit(token, options, retry);
}

/** The HTTP status of an error of the client's; undefined for any other. */
export function httpStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  return typeof error.status === 'number' ? error.status : undefined;
}

/** The `errors` of a GraphQL answer, which come with HTTP 200. */
export function graphqlErrors(error: unknown): readonly { readonly type: string; readonly message: string }[] {
  if (!(error instanceof Error) || !('errors' in error) || !Array.isArray(error.errors)) return [];
  return error.errors.map((entry: unknown) => ({ type: textOf(entry, 'type'), message: textOf(entry, 'message') }));
}

function textOf(value: unknown, key: string): string {
  if (typeof value !== 'object' || value === null) return '';
  const found: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
  return typeof found === 'string' ? found : '';
}
