import type { Json } from './python-json.ts';
import { KerasVersion } from './version.ts';

/** Something the user should know of a source, or what keeps it from being converted. */
export interface Finding {
  /** What kind of finding it is, for programs: `mask-merged`. */
  readonly code: string;
  /** The layer it is about, as the source names it. */
  readonly layer?: string;
  /** For people: one sentence, complete in itself; of a refusal, why, and what to do instead. */
  readonly text: string;
  /** The first Keras 3 that loads the result and computes the same: `3.12`. Absent where every Keras 3 does. */
  readonly needs?: string;
}

/** What a finding says to programs, beside its text. */
export type FindingFacts = Pick<Finding, 'code' | 'needs'>;

/** One entry of a configuration that the upgrade changed; `undefined` stands for an entry that is not there. */
export interface ConfigChange {
  /** Where, for a person: layer names and keys joined by `/`, as `encoder/conv1/groups` or `training_config/loss`. */
  readonly path: string;
  readonly from: Json | undefined;
  readonly to: Json | undefined;
}

/** Collects what the steps of a conversion find, in the order in which they find it; the same thing is said once. */
export class Findings {
  readonly changes: ConfigChange[] = [];
  readonly warnings: Finding[] = [];
  readonly refusals: Finding[] = [];

  /** Notes a changed entry of a configuration; `path` is the layer's place and the key. */
  change(path: string | readonly string[], from: Json | undefined, to: Json | undefined): void {
    this.changes.push({ path: typeof path === 'string' ? path : path.join('/'), from, to });
  }

  /** Says something that changes nothing in whether the source is converted. */
  warn(layer: string | undefined, text: string, facts: FindingFacts): void {
    addOnce(this.warnings, finding(layer, text, facts));
  }

  /** Says why the source cannot be converted. */
  refuse(layer: string | undefined, text: string, facts: FindingFacts): void {
    addOnce(this.refusals, finding(layer, text, facts));
  }
}

/** The first Keras 3 that suits every finding: the newest that one of them needs. */
export function newestNeeds(findings: readonly Finding[]): string | undefined {
  let newest: string | undefined;
  for (const { needs } of findings) {
    if (needs === undefined) continue;
    if (newest === undefined || KerasVersion.parse(newest).isOlderThan(KerasVersion.parse(needs))) newest = needs;
  }
  return newest;
}

function finding(layer: string | undefined, text: string, { code, needs }: FindingFacts): Finding {
  return {
    code,
    ...(layer === undefined ? {} : { layer }),
    text,
    ...(needs === undefined ? {} : { needs }),
  };
}

function addOnce(findings: Finding[], added: Finding): void {
  if (!findings.some(({ layer, text }) => layer === added.layer && text === added.text)) findings.push(added);
}
