import type { Dtype, Tensor } from '../../tensor/tensor.ts';
import type { Transform } from '../../tensor/transform.ts';
import type { RenamedWeights } from './rename-without-architecture.ts';
import type { AssignedModel, AssignedVariable, SourceLayer } from './types.ts';

/** A weight as Keras 2 would have stored it, and what of the file it is made from. */
export interface MadeWeight {
  /** In Keras 2's style: `lstm_1/recurrent_kernel:0`. */
  readonly name: string;
  readonly sources: readonly Tensor[];
  readonly steps: readonly Transform[];
  /** After {@link steps}. */
  readonly shape: readonly number[];
  readonly dtype: Dtype;
}

/** What a weight in Keras 2's form is made from. */
interface Making {
  readonly sources: readonly Tensor[];
  readonly steps: readonly Transform[];
}

/**
 * A file's layers in the form Keras 2 would have given them, so that they can be assigned like any other: a tensor that has
 * to be made stands for its sources until {@link MadeLayers.unfold} puts them in its place.
 */
export class MadeLayers {
  readonly layers: readonly SourceLayer[];
  readonly #makings = new Map<Tensor, Making>();
  readonly #left: readonly Tensor[];

  /** @param left tensors of the file from which no weight is made */
  constructor(
    layers: readonly { readonly name: string; readonly weights: readonly MadeWeight[] }[],
    left: readonly Tensor[] = [],
  ) {
    this.#left = left;
    this.layers = layers.map(({ name, weights }) => ({
      name,
      weights: weights.map(({ name: weight, sources, steps, shape, dtype }) => {
        const [only] = sources;
        if (only && sources.length === 1 && steps.length === 0) return { name: weight, tensor: only };
        const tensor: Tensor = { path: `${only?.path ?? name}, and what is joined with it`, shape, dtype };
        this.#makings.set(tensor, { sources, steps });
        return { name: weight, tensor };
      }),
    }));
  }

  /** The same assignment with every made tensor replaced by its sources. */
  unfold(model: AssignedModel): AssignedModel {
    const unfolded = new Map<AssignedVariable, AssignedVariable>();
    const one = (variable: AssignedVariable): AssignedVariable => {
      const result = unfolded.get(variable) ?? this.#unfoldVariable(variable);
      unfolded.set(variable, result);
      return result;
    };
    return {
      ...model,
      h5Layers: model.h5Layers.map((layer) => ({ ...layer, weights: layer.weights.map(one) })),
      objectVariables: model.objectVariables.map(one),
      sourceTrainables: model.sourceTrainables.map(one),
      targetTrainables: model.targetTrainables.map(one),
      dropped: [...model.dropped.flatMap((tensor) => this.#makings.get(tensor)?.sources ?? [tensor]), ...this.#left],
    };
  }

  /** As {@link unfold}, of layers without a model. */
  unfoldLayers(layers: RenamedWeights['h5Layers']): RenamedWeights['h5Layers'] {
    return layers.map((layer) => ({ ...layer, weights: layer.weights.map((one) => this.#unfoldVariable(one)) }));
  }

  #unfoldVariable(variable: AssignedVariable): AssignedVariable {
    const [first] = variable.sources;
    const making = first && this.#makings.get(first);
    if (!making) return variable;
    return { ...variable, sources: making.sources, steps: [...making.steps, ...variable.steps] };
  }
}
