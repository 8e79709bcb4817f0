import { Refusal } from '../../errors.ts';
import { flipsKernels } from '../backends/backends.ts';
import type { Finding } from '../findings.ts';
import { isObject, type Json } from '../python-json.ts';
import type { SourceLayer } from '../weights/types.ts';
import { guessKeras0Weights, KERAS_0_EPSILON, type NamedKeras0 } from './keras0-weights.ts';
import { Keras1Layers } from './keras1-source.ts';

/**
 * Weights of Keras 0.x as Keras 2 would have stored them, for an architecture of Keras 2 or 3.
 *
 * @param backend of the architecture: where it convolves as Theano does, its own upgrade turns the kernels over
 */
export function keras0ForKeras2({ layers, stored }: NamedKeras0, backend: string | undefined): Keras1Layers {
  const writer = flipsKernels(backend) ? undefined : 'theano';
  return new Keras1Layers(layers, stored, writer, { added: KERAS_0_EPSILON });
}

/** Weights of Keras 0.x in the layout of Keras 2, as far as their shapes tell what they are. */
export function keras0Guessed(layers: readonly SourceLayer[]): Keras1Layers {
  const { layers: named, stored } = guessKeras0Weights(layers);
  return new Keras1Layers(named, stored, 'theano', { added: KERAS_0_EPSILON });
}

/**
 * What is to be said where the kernels were written channels first and the architecture, of Keras 2 or 3, has channels last.
 *
 * @throws Refusal where it flattens, since a Dense layer behind has its rows in the other order
 */
export function channelsNote({ stored }: NamedKeras0, architecture: Json): Finding | undefined {
  const layers = layersIn(architecture);
  const isLast = layers.some(
    ({ config }) =>
      stored.get(String(config.name))?.config.data_format === 'channels_first' && !isChannelsFirst(config),
  );
  if (!isLast) return undefined;
  const flattening = layers.find(({ className }) => className === 'Flatten' || className === 'Reshape');
  if (flattening) {
    throw new Refusal(
      `layer "${String(flattening.config.name)}" flattens channels last, and the weights of Keras 0.x are those of a model that has its channels first, whose values come in another order: give an architecture with data_format "channels_first"`,
    );
  }
  return {
    code: 'channels-moved-last',
    text: 'The kernels were written for channels first, and the architecture has its channels last: give the model its images so.',
  };
}

interface Found {
  readonly className: string;
  readonly config: { readonly [key: string]: Json };
}

function layersIn(value: Json): Found[] {
  if (Array.isArray(value)) return value.flatMap(layersIn);
  if (!isObject(value)) return [];
  const own =
    typeof value.class_name === 'string' && isObject(value.config)
      ? [{ className: value.class_name, config: value.config }]
      : [];
  return [...own, ...Object.values(value).flatMap(layersIn)];
}

function isChannelsFirst(config: Found['config']): boolean {
  return config.data_format === 'channels_first';
}
