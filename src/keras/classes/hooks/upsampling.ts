import { type LayerDraft, setKey } from './draft.ts';

/** Keras 2.4 and later took any name of tf.image.resize; Keras 3.3.3 takes fewer (its up_sampling2d.py). */
const UNKNOWN_TO_KERAS_3: ReadonlySet<string> = new Set(['gaussian', 'mitchellcubic']);

/**
 * Multi-backend Keras and TensorFlow before 1.14 interpolated from the corners of pixels (`tf.image.resize_bilinear`),
 * later ones and Keras 3 from their centres. Nearest neighbours are the same for whole factors.
 */
export function checkInterpolation(layer: LayerDraft): void {
  const { writer } = layer.notes;
  const { interpolation } = layer.config;
  // The area of a part of one pixel is that pixel.
  if (interpolation === 'area') setKey(layer, 'interpolation', 'nearest');
  if (typeof interpolation === 'string' && UNKNOWN_TO_KERAS_3.has(interpolation)) {
    layer.notes.refuse(
      layer.sourceName,
      `UpSampling2D "${layer.sourceName}" interpolates by "${interpolation}", which Keras 3 does not know; rebuild the model with another interpolation`,
      { code: 'interpolation-unknown' },
    );
  }
  if (writer.isKeras3 || interpolation !== 'bilinear') return;
  if (writer.isMultiBackend || writer.before(2, 2)) {
    layer.notes.refuse(
      layer.sourceName,
      `UpSampling2D "${layer.sourceName}" interpolates from the corners of pixels in the Keras that wrote the file, where Keras 3 does from their centres; ` +
        'load the model in Keras 2.4 or later, check that its predictions still serve, and save it again',
      { code: 'interpolation-from-corners' },
    );
  } else if (writer.before(2, 3)) {
    layer.notes.warn(
      layer.sourceName,
      `UpSampling2D "${layer.sourceName}" predicts something else if TensorFlow 1.13 wrote the file, which interpolated otherwise: check its predictions`,
      { code: 'interpolation-from-corners' },
    );
  }
}
