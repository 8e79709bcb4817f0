import { ACTIONS_BOT, type Author, type PublishOptions } from './options.ts';

/** Marks commits of ours: a pull request's branch that holds no others may be rebuilt. */
export const TRAILER = 'Converted-by: keras3-migrate';

export interface CommitMessage {
  readonly headline: string;
  readonly body: string;
}

/** The message with its trailers in a last paragraph of their own, as git-interpret-trailers wants them. */
export function commitMessage(
  options: Pick<PublishOptions, 'commitMessage' | 'signoff' | 'commitAuthor'>,
): CommitMessage {
  const [headline = '', ...rest] = options.commitMessage.replaceAll('\r\n', '\n').replaceAll('\0', '').split('\n');
  const author = authorOf(options);
  const trailers = [TRAILER, ...(options.signoff ? [`Signed-off-by: ${author.name} <${author.email}>`] : [])];
  const body = [rest.join('\n').trim(), trailers.join('\n')].filter((part) => part !== '').join('\n\n');
  return { headline, body };
}

export function authorOf(options: Pick<PublishOptions, 'commitAuthor'>): Author {
  return options.commitAuthor ?? ACTIONS_BOT;
}
