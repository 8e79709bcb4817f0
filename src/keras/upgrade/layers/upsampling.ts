import type { LayerDraft } from './draft.ts';

/**
 * Multi-backend Keras and TensorFlow before 1.14 interpolated from the corners of pixels (`tf.image.resize_bilinear`),
 * later ones and Keras 3 from their centres. Nearest neighbours are the same for whole factors.
 */
export function checkInterpolation(layer: LayerDraft): void {
  const { writer } = layer.notes;
  if (writer.isKeras3 || layer.config.interpolation !== 'bilinear') return;
  if (writer.isMultiBackend || writer.before(2, 2)) {
    layer.notes.refuse(
      layer.sourceName,
      `UpSampling2D "${layer.sourceName}" interpolates from the corners of pixels in the Keras that wrote the file, where Keras 3 does from their centres; ` +
        'load the model in Keras 2.4 or later, check that its predictions still serve, and save it again',
    );
  } else if (writer.before(2, 3)) {
    layer.notes.warn(
      layer.sourceName,
      `UpSampling2D "${layer.sourceName}" predicts something else if TensorFlow 1.13 wrote the file, which interpolated otherwise: check its predictions`,
    );
  }
}
