import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { Expansion, Keras1Findings, Layer } from './findings.ts';

/** How one layer of a graph is rewritten: `name` is the one its calls go by. */
export type EntryUpgrade = (className: string, config: Json, name: string) => Expansion;

/**
 * Rewrites a functional model: each layer by `upgradeEntry`, its calls from Keras 1's `[layer, node, tensor]` to Keras 2's
 * `[layer, node, tensor, keyword arguments]`. Layers put in front of or behind a layer are called as often as it is.
 */
export function upgradeFunctional(
  config: JsonObject,
  findings: Keras1Findings,
  upgradeEntry: EntryUpgrade,
): JsonObject {
  const entries: JsonObject[] = [];
  const replacedBy = new Map<string, string>();
  const inserted = new Set<string>();
  for (const entry of Array.isArray(config.layers) ? config.layers : []) {
    if (!isObject(entry) || typeof entry.class_name !== 'string') {
      findings.refuse(String(config.name), 'one of its layers has no class_name; the configuration is damaged', {
        code: 'class-missing',
      });
      continue;
    }
    const name = entryName(entry);
    const expansion = upgradeEntry(entry.class_name, entry.config ?? null, name);
    entries.push(...chain(expansion, name, Array.isArray(entry.inbound_nodes) ? entry.inbound_nodes : []));
    const last = expansion.after.at(-1);
    if (last) replacedBy.set(name, String(last.config.name));
    for (const { config: own } of expansion.after) inserted.add(String(own.name));
  }
  return {
    ...config,
    layers: entries.map((entry) => redirect(entry, replacedBy, inserted)),
    output_layers: redirectReferences(config.output_layers ?? [], replacedBy),
  };
}

function entryName(entry: JsonObject): string {
  if (typeof entry.name === 'string') return entry.name;
  return isObject(entry.config) && typeof entry.config.name === 'string' ? entry.config.name : '';
}

interface Marked extends JsonObject {
  name: string;
}

/** The layers of an expansion as entries; all but the first are called on the one before, call by call. */
function chain({ before, layer, after }: Expansion, name: string, calls: readonly Json[]): Marked[] {
  const layers: [string, Layer][] = [
    ...before.map((each): [string, Layer] => [String(each.config.name), each]),
    [name, layer],
    ...after.map((each): [string, Layer] => [String(each.config.name), each]),
  ];
  return layers.map(([own, { className, config }], at) => {
    const previous = layers[at - 1]?.[0];
    const inbound =
      previous === undefined ? calls.map(withKeywords) : calls.map((_, call) => [[previous, call, 0, {}]]);
    return { name: own, class_name: className, config, inbound_nodes: inbound };
  });
}

function withKeywords(call: Json): Json {
  if (!Array.isArray(call)) return call;
  return call.map((tensor) => (Array.isArray(tensor) && tensor.length === 3 ? [...tensor, {}] : tensor));
}

/** What read the layer now reads the last layer behind it; only the layers inserted behind still read the layer itself. */
function redirect(
  entry: JsonObject,
  replacedBy: ReadonlyMap<string, string>,
  inserted: ReadonlySet<string>,
): JsonObject {
  if (replacedBy.size === 0 || inserted.has(entryName(entry))) return entry;
  const calls = Array.isArray(entry.inbound_nodes) ? entry.inbound_nodes : [];
  return { ...entry, inbound_nodes: calls.map((call) => redirectReferences(call, replacedBy)) };
}

function redirectReferences(references: Json, replacedBy: ReadonlyMap<string, string>): Json {
  if (!Array.isArray(references)) return references;
  return references.map((reference) => {
    if (!Array.isArray(reference) || typeof reference[0] !== 'string') return reference;
    return [replacedBy.get(reference[0]) ?? reference[0], ...reference.slice(1)];
  });
}
