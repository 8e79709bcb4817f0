#!/usr/bin/env bash
# sparsemax projects onto the probability simplex: what it gives sums to 1. Keras 3 gives something else since it has the
# function (3.8), and says nothing. Of [1.0, 0.3, 0.1] the projection is [0.85, 0.15, 0], as tensorflow-addons and the paper
# that Keras names have it (activations.sparsemax, backend/*/nn.py).
# Seen with Keras 3.8.0, 3.10.0 and 3.15.1 on the JAX backend. Exits 1 if that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/ask.py" <<'P'
import keras
import numpy as np

given = np.asarray(keras.activations.sparsemax(np.array([[1.0, 0.3, 0.1]], "float32")))[0]
print(keras.__version__, [round(float(value), 2) for value in given])
P
expected='3.8.0 [0.35, 0.0, 0.0]
3.10.0 [0.35, 0.0, 0.0]
3.15.1 [0.35, 0.0, 0.0]'
python3 -m venv "$folder/python"
found=''
for version in 3.8.0 3.10.0 3.15.1; do
  "$folder/python/bin/pip" install --quiet --disable-pip-version-check "keras==$version" 'numpy<2.3' 'scipy<1.16' 'jax[cpu]<0.6' packaging 1>&2
  found+=$(cd "$folder" && KERAS_BACKEND=jax "$folder/python/bin/python" ask.py 2> errors.txt || tail -1 errors.txt)$'\n'
done
echo "$found"
[ "$found" = "$expected"$'\n' ] || { echo 'this has changed' >&2; exit 1; }
