import { shapeAfter } from '../../tensor/apply-transform.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { Transform } from '../../tensor/transform.ts';
import type { JsonObject } from '../python-json.ts';
import type { MadeWeight } from '../weights/made-layers.ts';
import { type Deviations, keras1Variables } from './weights.ts';

/** Keras 1's names of variables, `<layer>_<suffix>`, under Keras 2's names. A gate's letter follows the suffix; TensorFlow may number a name. */
const SUFFIXES: ReadonlyMap<string, string> = new Map([
  ['W', 'kernel'],
  ['U', 'recurrent_kernel'],
  ['b', 'bias'],
  ['gamma', 'gamma'],
  ['beta', 'beta'],
  ['running_mean', 'moving_mean'],
  ['running_std', 'moving_variance'],
  ['alphas', 'alpha'],
  ['depthwise_kernel', 'depthwise_kernel'],
  ['pointwise_kernel', 'pointwise_kernel'],
]);

const NAME =
  /^(.+)_(depthwise_kernel|pointwise_kernel|running_mean|running_std|gamma|beta|alphas|W|U|b)(?:_[ifcozrh])?(?:_\d+)?(?::\d+)?$/;

/**
 * The weights of one group of a Keras 1 file as Keras 2 would have stored them, in the same order: gates joined, kernels
 * laid out and turned over, names in Keras 2's style. Weights whose names are not Keras 1's own stay as they are.
 *
 * @param weights of a layer or nested model, in `weight_names` order
 * @param layers `stored` of what `keras1ToKeras2` returns
 * @param backend that wrote the file, `keras1Backend` tells it
 * @param deviations that the file keeps in place of variances
 */
export function keras1Weights(
  weights: readonly { readonly name: string; readonly tensor: Tensor }[],
  layers: ReadonlyMap<string, { readonly className: string; readonly config: JsonObject }>,
  backend: string | undefined,
  deviations?: Deviations,
): MadeWeight[] {
  const result: MadeWeight[] = [];
  for (let at = 0; at < weights.length; ) {
    const owner = ownerOf(weights[at]?.name);
    let end = at + 1;
    while (owner !== undefined && end < weights.length && ownerOf(weights[end]?.name) === owner) end++;
    const own = weights.slice(at, end);
    const layer = owner === undefined ? undefined : (layers.get(owner) ?? layers.get(withoutDirection(owner)));
    result.push(...upgradeOwn(owner, own, layer, backend, deviations));
    at = end;
  }
  return result;
}

function ownerOf(name: string | undefined): string | undefined {
  return NAME.exec(name ?? '')?.[1];
}

/** Bidirectional calls its two layers after the one it was given (`layers/wrappers.py`). */
function withoutDirection(name: string): string {
  return name.replace(/^(?:(?:forward|backward)_)+/, '');
}

function upgradeOwn(
  owner: string | undefined,
  weights: readonly { readonly name: string; readonly tensor: Tensor }[],
  layer: { readonly className: string; readonly config: JsonObject } | undefined,
  backend: string | undefined,
  deviations: Deviations | undefined,
): MadeWeight[] {
  const tensors = weights.map(({ tensor }) => tensor);
  const rules =
    layer &&
    keras1Variables(
      layer.className,
      layer.config,
      backend,
      tensors.map(({ shape }) => shape),
      deviations,
    );
  if (rules && owner !== undefined) {
    return rules.map(({ variable, sources, steps }) => {
      return made(
        `${owner}/${variable}:0`,
        sources.flatMap((source) => tensors[source] ?? []),
        steps,
      );
    });
  }
  return weights.map(({ name, tensor }) => {
    const suffix = SUFFIXES.get(NAME.exec(name)?.[2] ?? '');
    const variable = layer?.className === 'Embedding' && suffix === 'kernel' ? 'embeddings' : suffix;
    return made(owner === undefined || variable === undefined ? name : `${owner}/${variable}:0`, [tensor], []);
  });
}

function made(name: string, sources: readonly Tensor[], steps: readonly Transform[]): MadeWeight {
  return { name, sources, steps, ...shapeAfter(sources, steps) };
}
