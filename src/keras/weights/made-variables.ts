import type { Tensor } from '../../tensor/tensor.ts';
import type { LayerNode, VariableNode } from './layer-tree.ts';
import type { Material } from './types.ts';

/** The variables of the source's layers whose Keras 3 equals hold others, with their tensors, in the source's order. */
export type States = ReadonlyMap<LayerNode, ReadonlyMap<VariableNode, Tensor>>;

/** @param sourceOnly the variables of the source that Keras 3 has not */
export function statesOf(sourceOnly: ReadonlyMap<VariableNode, Tensor>): States {
  const states = new Map<LayerNode, ReadonlyMap<VariableNode, Tensor>>();
  for (const owner of new Set([...sourceOnly.keys()].map((variable) => variable.owner))) {
    const { state } = owner.origin ?? {};
    if (!owner.made || !state) continue;
    const own = [...sourceOnly].filter(([variable]) => variable.owner === owner);
    const at = ({ name }: VariableNode) => state.findIndex((spec) => spec.name === name);
    states.set(owner, new Map(own.sort(([a], [b]) => at(a) - at(b))));
  }
  return states;
}

/** What the variables of layers that the source's Keras had not are made of (`UpgradedModel.made`). */
export function madeMaterials(model: LayerNode, states: States): Map<VariableNode, Material> {
  const byObject = new Map([...states].map(([{ object }, state]) => [object, state]));
  const materials = new Map<VariableNode, Material>();
  for (const node of withChildren(model)) {
    const { made, origin } = node;
    const state = made && byObject.get(made.of);
    if (!made || !state) continue;
    const tensors = new Map([...state].map(([{ name }, tensor]) => [name, tensor]));
    for (const variable of node.variables) {
      const rule = made.variables.find((one) => one.variable === variable.name);
      const sources = rule?.sources.flatMap((name) => tensors.get(name) ?? []) ?? [];
      const adjusted = (origin?.adjustments ?? []).filter((one) => one.variable === variable.name);
      const steps = [...(rule?.steps ?? []), ...adjusted.flatMap((one) => one.steps)];
      if (rule && sources.length === rule.sources.length) materials.set(variable, { sources, steps });
    }
  }
  return materials;
}

function withChildren(node: LayerNode): LayerNode[] {
  return [node, ...node.children.flatMap((child) => withChildren(child.node))];
}
