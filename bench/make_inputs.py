"""Writes the files that the bench converts: whole models as Keras 2.15 writes them, each layer a Dense without a bias.

    python make_inputs.py FOLDER TENSORS BYTES_EACH [FILES]
"""
import json
import math
import os
import sys

import h5py
import numpy as np

# What h5py and Keras put into one attribute; longer lists are split.
ATTRIBUTE_BYTES = 64_512


def dense(name, units):
    return {
        "class_name": "Dense",
        "module": "keras.layers",
        "registered_name": None,
        "config": {"name": name, "trainable": True, "dtype": "float32", "units": units, "activation": "linear", "use_bias": False},
    }


def architecture(names, units):
    shape = [None, units]
    layers = [{"class_name": "InputLayer", "config": {"name": "input_1", "batch_input_shape": shape, "dtype": "float32"}}]
    layers += [dense(name, units) for name in names]
    return json.dumps({"class_name": "Sequential", "config": {"name": "sequential", "layers": layers}})


def write_names(group, name, names):
    values = np.asarray(names, dtype="S")
    parts = np.array_split(values, math.ceil(values.nbytes / ATTRIBUTE_BYTES))
    for i, part in enumerate(parts):
        group.attrs[name if len(parts) == 1 else f"{name}{i}"] = part


def write(path, tensors, bytes_each, seed):
    units = round(math.sqrt(bytes_each / 4))
    values = np.random.default_rng(seed).standard_normal((units, units), dtype="float32")
    names = [f"dense_{i}" for i in range(tensors)]
    with h5py.File(path, "w") as f:
        f.attrs["backend"] = "tensorflow"
        f.attrs["keras_version"] = "2.15.0"
        f.attrs["model_config"] = architecture(names, units)
        weights = f.create_group("model_weights")
        weights.attrs["backend"] = "tensorflow"
        weights.attrs["keras_version"] = "2.15.0"
        write_names(weights, "layer_names", names)
        for i, name in enumerate(names):
            group = weights.create_group(name)
            group.attrs["weight_names"] = np.asarray([f"{name}/kernel:0"], dtype="S")
            values[0, 0] = i
            group.create_dataset(f"{name}/kernel:0", data=values)


def main():
    folder, tensors, bytes_each = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    files = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    os.makedirs(folder, exist_ok=True)
    for i in range(files):
        write(os.path.join(folder, f"model_{i}.h5"), tensors, bytes_each, i)


if __name__ == "__main__":
    main()
