"""
A model as a program: lines of Python that make `model` with the Keras at hand, run in a namespace of its own.

Weights and data are drawn from the seed, so that layers which are alike in all but their numbers are told apart.
"""
import numpy as np
import tensorflow as tf
from tensorflow import keras

BATCH = 3
WORDS = 6  # indices are below it


def namespace():
    return {"keras": keras, "L": keras.layers, "tf": tf, "np": np}


def run(lines):
    """Runs the lines in a fresh session and gives what they left behind, `model` among it."""
    keras.backend.clear_session()
    names = namespace()
    for line in lines:
        exec(line, names)
    return names


def draw_weights(model, seed):
    rng = np.random.RandomState(seed)
    for weight in model.weights:
        if not weight.dtype.is_floating:
            continue
        values = rng.uniform(-0.6, 0.6, weight.shape)
        if "variance" in weight.name:
            values = np.abs(values) + 0.5
        weight.assign(values.astype("float32"))


def draw_input(tensor, rng):
    """Numbers for an input: some steps are zero, as a padded sequence has them."""
    shape = [BATCH] + [5 if size is None else int(size) for size in tensor.shape[1:]]
    if tensor.dtype in ("int32", "int64", tf.int32, tf.int64) or tensor.name.startswith("indices"):
        values = rng.randint(1, WORDS, shape)
    else:
        values = rng.normal(size=shape)
    if len(shape) > 1 and shape[1] > 1:
        values[0, -2:] = 0
        values[1, 0] = 0
    if len(shape) > 2:
        values[2, :, -1:] = 0
    return values.astype(tf.as_dtype(tensor.dtype).as_numpy_dtype)


def draw_inputs(model, seed):
    """The model's arguments in the structure that it was made with: one array, a list, or a dictionary."""
    rng = np.random.RandomState(seed)
    structure = model._nested_inputs if hasattr(model, "_nested_inputs") else model.input
    return tf.nest.map_structure(lambda tensor: draw_input(tensor, rng), structure)


def flat(structure):
    """[(key, array)] of what a model takes or gives: keys of a dictionary, or places."""
    if isinstance(structure, dict):
        return [(str(key), value) for key, value in sorted(structure.items())]
    if isinstance(structure, (list, tuple)):
        return [(str(at), value) for at, value in enumerate(structure)]
    return [("0", structure)]


def predict(model, inputs):
    return {key: np.asarray(value) for key, value in flat(model(inputs, training=False))}
