import type { Tensor } from '../../tensor/tensor.ts';
import type { Transform } from '../../tensor/transform.ts';
import type { RenamedWeights } from '../weights/rename-without-architecture.ts';
import type { AssignedModel, AssignedVariable, SourceLayer } from '../weights/types.ts';
import type { Keras1Upgrade } from './config.ts';
import { keras1Weights } from './source-weights.ts';
import type { Deviations } from './weights.ts';

/** What a weight in Keras 2's form is made from. */
interface Making {
  readonly sources: readonly Tensor[];
  readonly steps: readonly Transform[];
}

/**
 * A Keras 1 file's layers in the form Keras 2 would have given them, so that they can be assigned like any other: a
 * tensor that has to be made stands for its sources until {@link Keras1Layers.unfold} puts them in its place.
 */
export class Keras1Layers {
  readonly layers: readonly SourceLayer[];
  readonly #makings = new Map<Tensor, Making>();

  /**
   * @param stored how the file stores each layer's weights, as `keras1ToKeras2` tells
   * @param backend that wrote the file
   * @param deviations that the file keeps in place of variances
   */
  constructor(
    source: readonly SourceLayer[],
    stored: Keras1Upgrade['stored'],
    backend: string | undefined,
    deviations?: Deviations,
  ) {
    this.layers = source.map(({ name, weights }) => ({
      name,
      weights: keras1Weights(weights, stored, backend, deviations).map(
        ({ name: weight, sources, steps, shape, dtype }) => {
          const [only] = sources;
          if (only && sources.length === 1 && steps.length === 0) return { name: weight, tensor: only };
          const tensor: Tensor = { path: `${only?.path ?? name}, and what is joined with it`, shape, dtype };
          this.#makings.set(tensor, { sources, steps });
          return { name: weight, tensor };
        },
      ),
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
      dropped: model.dropped.flatMap((tensor) => this.#makings.get(tensor)?.sources ?? [tensor]),
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
