import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { Keras1Findings } from './findings.ts';
import { type Item, inputOf, isGraph, itemName, mergedBranches, sequentialItems } from './sequential.ts';

type Reference = [string, number, number];

/**
 * A Sequential whose first layer merges models, as a functional model of Keras 1's dialect. The merged models are laid
 * open, as Keras 1 lays them open when it saves weights, so every layer keeps the group its weights are in.
 *
 * @param nameOf the name of an item; nested Sequentials have none of their own
 */
export function mergeAsFunctional(
  items: readonly Item[],
  name: string,
  findings: Keras1Findings,
  nameOf: (item: Item) => string,
): JsonObject {
  const entries = new Map<string, { entry: JsonObject; calls: Json[] }>();
  const inputs: Reference[] = [];

  function call(item: Item, on: readonly Reference[]): Reference {
    const own = nameOf(item);
    const calls: Json[] = entries.get(own)?.calls ?? [];
    const entry = { name: own, class_name: item.class_name, config: item.config ?? null, inbound_nodes: calls };
    if (!entries.has(own)) entries.set(own, { entry, calls });
    calls.push(on.map((reference) => [...reference]));
    // A model's own inputs and outputs count as its first call.
    const isModel = item.class_name === 'Sequential' || isGraph(item);
    return [own, calls.length - (isModel ? 0 : 1), 0];
  }

  function input(first: Item): Reference {
    const found = inputOf(first);
    if (!found)
      findings.refuse(nameOf(first), 'the shape of its input is not recorded; give an architecture that has it', {
        code: 'input-shape-missing',
      });
    const own = findings.uniqueName(`${nameOf(first)}_input`);
    const config = {
      name: own,
      batch_input_shape: found?.shape ?? null,
      input_dtype: found?.dtype ?? null,
      sparse: false,
    };
    const entry = { name: own, class_name: 'InputLayer', config, inbound_nodes: [] };
    entries.set(own, { entry, calls: [] });
    inputs.push([own, 0, 0]);
    return [own, 0, 0];
  }

  function sequence(list: readonly Item[]): Reference | undefined {
    const branches = mergedBranches(list);
    const [first, ...rest] = list;
    if (!first) return undefined;
    let last: Reference;
    if (branches) {
      const { layers: _, ...config } = isObject(first.config) ? first.config : {};
      last = call(
        { ...first, config },
        branches.map(branch).filter((each) => each !== undefined),
      );
    } else {
      last = call(first, [input(first)]);
    }
    for (const item of rest) last = call(item, [last]);
    return last;
  }

  function branch(item: Item): Reference | undefined {
    if (item.class_name === 'Sequential') return sequence(sequentialItems(item.config));
    return isGraph(item) ? graph(item.config) : call(item, [input(item)]);
  }

  function graph(config: JsonObject): Reference | undefined {
    for (const entry of sequentialItems(config)) {
      const own = typeof entry.name === 'string' ? entry.name : (itemName(entry) ?? '');
      if (entries.has(own)) {
        findings.refuse(own, 'two merged models share it; rebuild the model with the functional API of Keras 3', {
          code: 'layer-name-twice',
        });
      }
      const calls = Array.isArray(entry.inbound_nodes) ? entry.inbound_nodes : [];
      entries.set(own, { entry, calls });
    }
    inputs.push(...references(config.input_layers));
    return references(config.output_layers)[0];
  }

  const output = sequence(items);
  return {
    name,
    layers: [...entries.values()].map(({ entry }) => entry),
    input_layers: inputs,
    output_layers: output ? [output] : [],
  };
}

function references(value: Json | undefined): Reference[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each) => {
    const [name, node, tensor] = Array.isArray(each) ? each : [];
    const sound = typeof name === 'string' && typeof node === 'number' && typeof tensor === 'number';
    return sound ? [[name, node, tensor] satisfies Reference] : [];
  });
}
