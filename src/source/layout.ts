import type { Hdf5Reader } from '../hdf5/reader.ts';
import { isKeras0Graph, isKeras0Weights } from '../keras/layouts/keras0-h5.ts';
import { hasNameList } from '../keras/layouts/name-list.ts';
import { objectPath } from '../keras/layouts/object-tree.ts';
import { type Provenance, readProvenance } from '../provenance.ts';

/** How a Keras file is laid out, by its content and never by its name. */
export type Layout =
  | {
      /** `model.save("x.h5")`: architecture, weights, training settings. */
      readonly kind: 'legacy-h5-model';
      readonly weightsGroup: '/model_weights';
      readonly kerasVersion: string | undefined;
      readonly backend: string | undefined;
      readonly provenance: Provenance | undefined;
    }
  | {
      /** `save_weights("x.h5")`: what `/model_weights` holds, at the root (Keras 3's H5 layout keeps it below). */
      readonly kind: 'legacy-h5-weights';
      readonly weightsGroup: '/' | '/model_weights';
      readonly kerasVersion: string | undefined;
      readonly backend: string | undefined;
      readonly provenance: Provenance | undefined;
    }
  | {
      /** `save_weights("x.h5")` of Keras 0.x: `/layer_<k>/param_<n>`. */
      readonly kind: 'keras-0-weights';
      readonly provenance: undefined;
    }
  | {
      /** `save_weights("x.weights.h5")` of Keras 2.12 and later, and `model.weights.h5` in a `.keras` archive. */
      readonly kind: 'object-tree';
      readonly kerasVersion: undefined;
      readonly provenance: Provenance | undefined;
    }
  | { readonly kind: 'not-keras'; readonly found: string }
  /** Keras's, and without anything that tells which weight is whose. */
  | { readonly kind: 'not-converted'; readonly provenance: undefined; readonly found: string };

const KERAS_0_GRAPH =
  'the file holds the weights of a Graph model of Keras 0.x in one list, without names: rebuild the model in Keras 3 and set them in their order';

/** The groups that Keras's object tree has at its root (saving_lib.py): 2.12 used the first name, later versions the second. */
const OBJECT_TREE_ROOTS = ['_layer_checkpoint_dependencies', 'layers'];

function isObjectTreeRoot(reader: Hdf5Reader, name: string): boolean {
  const [root = ''] = objectPath(name).split('/');
  return OBJECT_TREE_ROOTS.includes(root) && reader.kind(`/${name}`) === 'group';
}

/** Recognises the layout of an open HDF5 file. */
export function recogniseLayout(reader: Hdf5Reader): Layout {
  const attributes = reader.attributeNames('/');
  const text = (owner: string, names: readonly string[], name: string) =>
    names.includes(name) ? reader.attribute(owner, name).strings?.[0] : undefined;
  const provenance = readProvenance((name) => text('/', attributes, name));

  if (hasNameList(attributes, 'layer_names')) {
    return {
      kind: 'legacy-h5-weights',
      weightsGroup: '/',
      kerasVersion: text('/', attributes, 'keras_version'),
      backend: text('/', attributes, 'backend'),
      provenance,
    };
  }
  if (reader.kind('/model_weights') === 'group') {
    const below = reader.attributeNames('/model_weights');
    if (hasNameList(below, 'layer_names')) {
      const either = (name: string) => text('/', attributes, name) ?? text('/model_weights', below, name);
      return {
        kind: attributes.includes('model_config') ? 'legacy-h5-model' : 'legacy-h5-weights',
        weightsGroup: '/model_weights',
        kerasVersion: either('keras_version'),
        backend: either('backend'),
        provenance,
      };
    }
  }
  if (reader.children('/').some((name) => isObjectTreeRoot(reader, name))) {
    return { kind: 'object-tree', kerasVersion: undefined, provenance };
  }
  if (isKeras0Weights(reader, attributes)) return { kind: 'keras-0-weights', provenance: undefined };
  if (isKeras0Graph(reader)) return { kind: 'not-converted', provenance: undefined, found: KERAS_0_GRAPH };
  const found = attributes.includes('model_config')
    ? 'an architecture without weights'
    : 'no layer_names, model_weights or layers';
  return { kind: 'not-keras', found };
}
