#!/usr/bin/env bash
# What an activity_regularizer adds to the loss is a sum over the batch up to Keras 3.13, and from 3.14 on that sum divided by
# the number of samples: the same model with the same settings trains with a penalty as many times smaller as the batch is
# large. Here 4 samples with an output of 3 each, and L1 of 0.01.
# Seen with Keras 3.3.3, 3.13.2, 3.14.0 and 3.15.1 on the JAX backend. Exits 1 if that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/ask.py" <<'P'
import keras
import numpy as np

i = keras.Input((3,))
model = keras.Model(i, keras.layers.Dense(1, kernel_initializer="ones", activity_regularizer="l1")(i))
model.compile("sgd", "mean_squared_error")
print(keras.__version__, round(model.evaluate(np.ones((4, 3)), np.full((4, 1), 3.0), verbose=0), 4))
P
expected='3.3.3 0.12
3.13.2 0.12
3.14.0 0.03
3.15.1 0.03'
python3 -m venv "$folder/python"
found=''
for version in 3.3.3 3.13.2 3.14.0 3.15.1; do
  "$folder/python/bin/pip" install --quiet --disable-pip-version-check "keras==$version" 'numpy<2.3' 'scipy<1.16' 'jax[cpu]<0.6' packaging 1>&2
  found+=$(cd "$folder" && KERAS_BACKEND=jax "$folder/python/bin/python" ask.py 2> errors.txt || tail -1 errors.txt)$'\n'
done
echo "$found"
[ "$found" = "$expected"$'\n' ] || { echo 'this has changed' >&2; exit 1; }
