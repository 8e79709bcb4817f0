"""Writes pruned.h5 and clustered.h5 beside this file: a model before strip_pruning and strip_clustering.

    TF_USE_LEGACY_KERAS=1 python make.py

The files in the repository were made with tensorflow-model-optimization 0.8.0 on TensorFlow 2.15.1 and tf-keras 2.15.1. The last
step of training has moved numbers that the pruned model's masks hide.
"""
import os

import numpy as np
import tensorflow_model_optimization as tfmot
from tensorflow import keras

L, S, C = keras.layers, tfmot.sparsity.keras, tfmot.clustering.keras
r = np.random.RandomState(0)
x, t = r.normal(0, 1, (8, 8, 8, 3)).astype("float32"), r.normal(0, 1, (8, 2))


class Off(keras.callbacks.Callback):
    def on_train_end(self, logs=None):
        [w.assign_add(0.1 * np.ones(w.shape)) for w in self.model.weights if "kernel" in w.name]


def base():
    return keras.Sequential([L.Conv2D(4, 3, activation="relu", input_shape=(8, 8, 3), name="c"), L.Flatten(name="f"), L.Dense(2, name="d")])


def save(name, model, callbacks):
    model.compile("sgd", "mse")
    model.fit(x, t, epochs=4, verbose=0, callbacks=callbacks)
    model.save(os.path.join(os.path.dirname(os.path.abspath(__file__)), name))


save("pruned.h5", S.prune_low_magnitude(base(), pruning_schedule=S.ConstantSparsity(0.5, 0, frequency=1)), [S.UpdatePruningStep(), Off()])
save("clustered.h5", C.cluster_weights(base(), number_of_clusters=4, cluster_centroids_init=C.CentroidInitialization.LINEAR), [])
