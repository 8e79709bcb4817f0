import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';
import { expect } from 'vitest';

type Node = DefaultTreeAdapterMap['node'];

/** What a person sees of GitHub-flavoured Markdown. */
export interface Rendered {
  /** `h2 Title`, in order. */
  readonly headings: readonly string[];
  /** Rows of cells' texts, headings included. */
  readonly tables: readonly (readonly (readonly string[])[])[];
  readonly links: readonly { readonly text: string; readonly href: string }[];
  /** The texts of code blocks. */
  readonly blocks: readonly string[];
  /** All text outside code. */
  readonly prose: string;
}

/**
 * Renders Markdown as GitHub does, raw HTML included, and asks of it what holds for everything that is published: no markup
 * is left as text (unless the test's own hostile names hold some), and every row of a table has as many cells as its heading.
 */
export function render(markdown: string, { hostile = false } = {}): Rendered {
  const html = micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  const root = parseFragment(html);
  const tables = elements(root, ['table']).map((table) =>
    elements(table, ['tr']).map((row) => elements(row, ['td', 'th']).map((cell) => textOf(cell))),
  );
  const rendered: Rendered = {
    headings: elements(root, ['h1', 'h2', 'h3', 'h4']).map((node) => `${node.nodeName} ${textOf(node)}`),
    tables,
    links: elements(root, ['a']).map((node) => ({ text: textOf(node), href: attribute(node, 'href') })),
    blocks: elements(root, ['pre']).map((node) => textOf(node)),
    prose: textOf(root, ['code', 'pre']),
  };
  if (!hostile) expect(rendered.prose).not.toMatch(/^#{1,6} |\*\*|\]\(http|^```|<\/?(?:table|tr|td|details|code)\b/m);
  for (const rows of tables) {
    const width = rows[0]?.length ?? 0;
    for (const row of rows) expect([1, width]).toContain(row.length);
  }
  return rendered;
}

function elements(node: Node, names: readonly string[]): Node[] {
  const children = 'childNodes' in node ? node.childNodes : [];
  return children.flatMap((child) => [...(names.includes(child.nodeName) ? [child] : []), ...elements(child, names)]);
}

function textOf(node: Node, without: readonly string[] = []): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  if (node.nodeName === 'br') return '\n';
  if (without.includes(node.nodeName) || !('childNodes' in node)) return '';
  return node.childNodes.map((child) => textOf(child, without)).join('');
}

function attribute(node: Node, name: string): string {
  return ('attrs' in node ? node.attrs : []).find((each) => each.name === name)?.value ?? '';
}
