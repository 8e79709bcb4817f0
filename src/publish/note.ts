import { escapeMarkdown, plainLine } from '../report/escape.ts';

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

const HEADINGS: Readonly<Record<Note['level'], string>> = { error: 'Error', warning: 'Warning', notice: 'Note' };

/** The notes as Markdown for the job summary; every name is escaped, snippets are fenced beyond any fence they hold. */
export function notesMarkdown(notes: readonly Note[]): string {
  return notes
    .map(({ level, text, snippet }) => {
      const line = `**${HEADINGS[level]}:** ${escapeMarkdown(text)}`;
      return snippet === undefined ? `${line}\n` : `${line}\n\n${fence(snippet.language, snippet.text)}\n`;
    })
    .join('\n');
}

/** A fenced block; CommonMark ends it only at a fence at least as long, so ours is one longer than any run inside. */
function fence(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${text}\n${ticks}`;
}

/** GitHub keeps ten annotations of a level a step, and the files' own need room. */
const MOST_ANNOUNCED = 4;

/** Notes as annotations: the first of each level, and how many more the job summary holds. */
export function announced(notes: readonly Note[]): readonly Note[] {
  return (['error', 'warning', 'notice'] as const).flatMap((level) => {
    const all = notes.filter((each) => each.level === level);
    const rest = all.length - MOST_ANNOUNCED;
    return rest <= 0 ? all : [...all.slice(0, MOST_ANNOUNCED), note(level, `${rest} more are in the job summary`)];
  });
}
