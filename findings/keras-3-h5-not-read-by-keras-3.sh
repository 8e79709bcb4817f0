#!/usr/bin/env bash
# Every Keras 3 writes .h5 files without a word that no Keras 3 reads, or reads and does not train on: a model with arithmetic
# on a number (x * 2) raises an error about positional arguments; one of bfloat16 fails on the JAX backend, as HDF5 holds its
# weights as opaque bytes; and a compiled one loads, but its first train_on_batch fails, as the optimizer's variables were made
# for another model. The same models come back from .keras archives.
# Seen with Keras 3.8.0 and 3.15.1 on the JAX backend. Exits 1 if that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/ask.py" <<'P'
import keras
import numpy as np

L = keras.layers
X, Y = np.ones((2, 3), "float32"), np.ones((2, 1), "float32")

def asked(model, extension):
    model.save(f"m.{extension}")
    try:
        again = keras.models.load_model(f"m.{extension}")
    except Exception:
        return "does not load"
    if again.compiled:
        try:
            again.train_on_batch(X, Y)
        except Exception:
            return "does not train"
    return "loads"

def models():
    i = keras.Input((3,))
    yield keras.Model(i, L.Dense(1)(i) * 2)
    yield keras.Sequential([keras.Input((3,)), L.Dense(1, dtype="bfloat16")])
    compiled = keras.Sequential([keras.Input((3,)), L.Dense(1)])
    compiled.compile("adam", "mean_squared_error")
    compiled.train_on_batch(X, Y)
    yield compiled

for extension in ("h5", "keras"):
    print(keras.__version__, extension, *(asked(model, extension) for model in models()), sep=", ")
P
expected='3.8.0, h5, does not load, does not load, does not train
3.8.0, keras, loads, loads, loads
3.15.1, h5, does not load, does not load, does not train
3.15.1, keras, loads, loads, loads'
python3 -m venv "$folder/python"
found=''
for version in 3.8.0 3.15.1; do
  "$folder/python/bin/pip" install --quiet --disable-pip-version-check "keras==$version" 'numpy<2.3' 'scipy<1.16' 'jax[cpu]<0.6' packaging 1>&2
  found+=$(cd "$folder" && KERAS_BACKEND=jax "$folder/python/bin/python" ask.py 2> errors.txt || tail -1 errors.txt)$'\n'
done
echo "$found"
[ "$found" = "$expected"$'\n' ] || { echo 'this has changed' >&2; exit 1; }
