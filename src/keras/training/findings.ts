import type { Json } from '../python-json.ts';
import type { ConfigChange, RefusalNote, SourceContext, Warning } from '../upgrade/types.ts';

/** What the upgrade of one training configuration has found so far; the parts of the upgrade write into it. */
export interface Findings {
  readonly context: SourceContext;
  readonly changes: ConfigChange[];
  readonly warnings: Warning[];
  readonly refusals: RefusalNote[];
}

export function startFindings(context: SourceContext): Findings {
  return { context, changes: [], warnings: [], refusals: [] };
}

export function noteChange(found: Findings, path: string, from: Json | undefined, to: Json | undefined): void {
  found.changes.push({ path, from, to });
}

/** Says a sentence once, however many outputs or metrics it is true of. */
export function warn(found: Findings, text: string): void {
  if (!found.warnings.some((warning) => warning.text === text)) found.warnings.push({ text });
}

/**
 * A loss, metric, optimizer or schedule that Keras does not have. Dropping it would train with something else, so its
 * name is passed on and `load_model` asks for it.
 */
export function noteCustom(found: Findings, kind: string, name: string): void {
  if (found.context.strict) {
    const text = `The ${kind} "${name}" is not one of Keras's own and custom objects are refused; compile the model with a built-in ${kind}, or convert without the compile settings.`;
    if (!found.refusals.some((refusal) => refusal.text === text)) found.refusals.push({ text });
    return;
  }
  warn(
    found,
    `The ${kind} "${name}" is not one of Keras's own: load_model needs custom_objects={"${name}": ...}, written for Keras 3, or compile=False.`,
  );
}
