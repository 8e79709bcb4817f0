import { escapeMarkdown, plainLine, shorten } from '../report/escape.ts';

/** Something publishing has to say. `error` fails the step once everything else is done. */
export interface Note {
  readonly level: 'notice' | 'warning' | 'error';
  /** One plain line: names in it have lost control characters and line breaks. */
  readonly text: string;
  /** Lines to copy: a `permissions:` block, a command. Names in it are quoted for a POSIX shell. */
  readonly snippet?: { readonly language: 'yaml' | 'sh'; readonly text: string };
}

export function note(level: Note['level'], text: string, snippet?: Note['snippet']): Note {
  return snippet === undefined ? { level, text: plainLine(text) } : { level, text: plainLine(text), snippet };
}

const MOST_NAMED = 10;
const NAME_CHARACTERS = 200;

/** One note for all the files it is about: how many, why they are not committed, which, and what to do. */
export function heldBack(level: Note['level'], paths: readonly string[], why: string, remedy: string): Note[] {
  if (paths.length === 0) return [];
  const count = paths.length === 1 ? '1 file is' : `${paths.length} files are`;
  return [note(level, `${count} not committed: ${why} (${listed(paths)}); ${remedy}`)];
}

/** The first few names, and how many more there are. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => shorten(plainLine(name), NAME_CHARACTERS));
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}

/** A reason that somebody else gave, in parentheses; nothing where there is none. */
export function because(detail: string): string {
  return detail === '' ? '' : ` (${detail})`;
}

const HEADINGS: Readonly<Record<Note['level'], string>> = { error: 'Error', warning: 'Warning', notice: 'Note' };
/** What the notes may take of a summary or comment, each one's text, and a snippet (half a command helps nobody). */
const NOTES_CHARACTERS = 20_000;
const TEXT_CHARACTERS = 2000;
const SNIPPET_CHARACTERS = 6000;

/** The notes as Markdown, errors first; every name is escaped, snippets are fenced beyond any fence they hold. */
export function notesMarkdown(notes: readonly Note[], room = NOTES_CHARACTERS): string {
  const blocks: string[] = [];
  let left = room;
  const ordered = byLevel(notes).flat();
  for (const { level, text, snippet } of ordered) {
    const line = `**${HEADINGS[level]}:** ${escapeMarkdown(shorten(text, TEXT_CHARACTERS))}`;
    const isShort = snippet !== undefined && snippet.text.length <= SNIPPET_CHARACTERS;
    const block = isShort ? `${line}\n\n${fence(snippet.language, snippet.text)}` : line;
    left -= block.length + 2;
    if (left < 0) break;
    blocks.push(block);
  }
  const rest = ordered.length - blocks.length;
  if (rest > 0) blocks.push(`_${rest} more in the log of this step._`);
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

function byLevel(notes: readonly Note[]): readonly (readonly Note[])[] {
  return (['error', 'warning', 'notice'] as const).map((level) => notes.filter((each) => each.level === level));
}

/** A fenced block; CommonMark ends it only at a fence at least as long, so ours is one longer than any run inside. */
export function fence(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${text}\n${ticks}`;
}

/** GitHub keeps ten annotations of a level a step, and the files' own need room. */
const MOST_ANNOUNCED = 4;

/** Notes as annotations: the first of each level, and how many more the job summary holds. */
export function announced(notes: readonly Note[]): readonly Note[] {
  return byLevel(notes).flatMap((all) => {
    const [first] = all;
    const rest = all.length - MOST_ANNOUNCED;
    if (first === undefined || rest <= 0) return all;
    const more = rest === 1 ? '1 more is' : `${rest} more are`;
    return [...all.slice(0, MOST_ANNOUNCED), note(first.level, `${more} in the job summary`)];
  });
}
