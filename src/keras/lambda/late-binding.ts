import { type JsonObject, writeJson } from '../python-json.ts';
import type { Notes } from '../upgrade/notes.ts';
import { storedFunction } from './stored-function.ts';

/**
 * A closure's value is saved as it is when the model is saved: layers that a loop made share its variable, and are all saved
 * with the last value. Keras before 2.4 had built each with the value of its round.
 */
export function noteLateBinding(
  lambdas: readonly { readonly layer: { readonly name: string }; readonly config: JsonObject }[],
  notes: Notes,
): void {
  if (!notes.writer.before(2, 4)) return;
  const groups = new Map<string, string[]>();
  for (const { layer, config } of lambdas) {
    const stored = storedFunction(config.function);
    const holdsInteger = stored?.closure.some((value) => value.kind === 'constant' && typeof value.value === 'bigint');
    if (!stored || !holdsInteger) continue;
    const key = writeJson(config.function ?? null);
    groups.set(key, [...(groups.get(key) ?? []), layer.name]);
  }
  for (const names of groups.values()) {
    const [first] = names;
    if (first === undefined || names.length < 2) continue;
    notes.warn(
      first,
      `Lambda layers ${names.map((name) => `"${name}"`).join(', ')} are saved with the same captured number: if a loop made them, ` +
        'Keras before 2.4 trained each with its own and saved the last one for all, so that the file is another model than the trained one',
      { code: 'lambda-late-binding' },
    );
  }
}
