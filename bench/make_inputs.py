"""Writes the files that the bench converts: legacy-H5 weights of random float32, laid out as Keras 2.15 does.

    python make_inputs.py FOLDER NAME TENSORS BYTES_EACH [FILES]
"""
import os
import sys

import h5py
import numpy as np


def write(path, tensors, bytes_each, seed):
    rng = np.random.default_rng(seed)
    values = rng.standard_normal(bytes_each // 4, dtype="float32")
    with h5py.File(path, "w") as f:
        names = [f"dense_{i}" for i in range(tensors)]
        # A list longer than an attribute holds is split, as Keras does it.
        parts = np.array_split(np.asarray(names, dtype="S"), tensors // 4000 + 1)
        for i, part in enumerate(parts):
            f.attrs["layer_names" if len(parts) == 1 else f"layer_names{i}"] = part
        f.attrs["backend"] = "tensorflow"
        f.attrs["keras_version"] = "2.15.0"
        for i, name in enumerate(names):
            group = f.create_group(name)
            group.attrs["weight_names"] = np.asarray([f"{name}/kernel:0"], dtype="S")
            values[0] = i
            group.create_dataset(f"{name}/kernel:0", data=values)


def main():
    folder, name = sys.argv[1:3]
    tensors, bytes_each = int(sys.argv[3]), int(sys.argv[4])
    files = int(sys.argv[5]) if len(sys.argv) > 5 else 1
    os.makedirs(folder, exist_ok=True)
    for i in range(files):
        write(os.path.join(folder, f"{name}_{i}.h5"), tensors, bytes_each, i)


if __name__ == "__main__":
    main()
