import { FORMATS, peerName, type Target } from './cases.ts';
import type { CaseResult } from './results.ts';
import { medianOf, ratios } from './results.ts';

/** A table of what is aimed at and what was measured: medians, h5 and keras. */
export function targetsText(targets: readonly Target[], cases: readonly CaseResult[]): string {
  const lines = ['| case | held against | at most | h5 | keras |', '|---|---|---|---|---|'];
  for (const target of targets) {
    const found = cases.find(({ name }) => name === target.case);
    if (found === undefined) continue;
    const figures = FORMATS.map((format) => figureOf(target, format, found, cases));
    if (figures.every((figure) => figure === undefined)) continue;
    const cells = figures.map((figure) => (figure === undefined ? '' : cell(figure, target.most)));
    lines.push(`| ${target.case} | ${target.rival ?? 'peer build'} | ${target.most} | ${cells.join(' | ')} |`);
  }
  return lines.join('\n');
}

function cell(figure: number, most: number): string {
  const shown = figure >= 20 ? figure.toFixed(0) : figure.toFixed(2);
  return figure <= most ? shown : `**${shown}**`;
}

function figureOf(
  { rival }: Target,
  format: string,
  found: CaseResult,
  cases: readonly CaseResult[],
): number | undefined {
  const own = found.times.get(format) ?? [];
  if (own.length === 0) return undefined;
  if (rival === 'memory') return Math.max(...own.map(({ peak }) => peak)) / 1e6;
  const other =
    cases.find(({ name }) => name === rival)?.times.get(format) ?? found.times.get(rival ?? peerName(format));
  return other === undefined ? undefined : medianOf(ratios(own, other));
}
