/**
 * Text that came from a file (names of layers, paths, messages) on its way to a place where some characters are orders:
 * HTML, Markdown, a log in which `::error::` is a workflow command, a terminal.
 */

/** C0 and C1 controls, DEL, line and paragraph separators. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;
/** Invisible characters that reorder or hide text: bidirectional marks, zero-width characters, the byte-order mark. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
/** Half of a surrogate pair: not text, and an error in some encoders. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Text as one line that a log can hold: control, bidirectional and invisible characters become `\u{…}`, so a name holding
 * a newline and `::error::` cannot start a workflow command and two names that differ stay different.
 */
export function plainLine(text: string): string {
  return text
    .replace(LONE_SURROGATE, spellOut)
    .replace(CONTROL, spellOut)
    .replace(INVISIBLE, spellOut)
    .replace(/^::/, ': :');
}

function spellOut(character: string): string {
  return `\\u{${character.charCodeAt(0).toString(16)}}`;
}

/** Characters with a meaning in HTML, and those that are markup in GitHub's Markdown even between HTML tags. */
const MARKUP = /[&<>"'\\`*[\]~|@]|:(?=\/\/)|(?<=\bwww)\./gi;

/**
 * Text for the inside of an HTML element or a quoted attribute, also where Markdown is read around it: one line, as
 * {@link plainLine} makes it, with every character of markup as a numeric entity, which shows as that character.
 */
export function escapeHtml(text: string): string {
  return plainLine(text).replace(MARKUP, (character) => NAMED.get(character) ?? `&#${character.charCodeAt(0)};`);
}

const NAMED = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

/** Text for prose in Markdown: {@link escapeHtml} and {@link neutraliseMentions}. */
export function escapeMarkdown(text: string): string {
  return neutraliseMentions(escapeHtml(text)).replace(/_/g, '&#95;');
}

/**
 * Text in which `@name` notifies nobody and `#12` links to nothing when GitHub shows it in a pull request, a comment or a
 * commit message: a zero-width space follows the sign, also where the sign is an entity, for GitHub looks at what entities
 * stand for (except inside `<code>` and `<pre>`).
 */
export function neutraliseMentions(text: string): string {
  return text.replace(/(?:&#64;|@|(?<!&)#)(?=[\p{L}\p{N}_-])/gu, '$&\u200b');
}

/** At most `limit` UTF-16 units, never half a character, with what was left out said. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept = text.slice(0, limit).replace(/[\ud800-\udbff]$/, '');
  return `${kept}… (${text.length - kept.length} more characters)`;
}
