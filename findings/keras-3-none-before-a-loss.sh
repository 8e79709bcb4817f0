#!/usr/bin/env bash
# compile(loss=[None, "mean_squared_error"]) leaves the first output of two without a loss. Keras 3 before 3.5 gives the loss to
# the first output all the same and leaves the second without one, 3.5 and 3.6 compute no loss at all, and from 3.7 on it is as
# written. Nothing is said in any of them, so that further training optimizes another output. The outputs here are 3 and 0, and
# their targets 0 and 1: the right loss is 1, and 9 is the first output's.
# Seen with Keras 3.3.3, 3.4.1, 3.5.0, 3.6.0, 3.7.0 and 3.15.1 on the JAX backend. Exits 1 if that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/ask.py" <<'P'
import keras
import numpy as np

i = keras.Input((3,))
first = keras.layers.Dense(1, kernel_initializer="ones")(i)
second = keras.layers.Dense(1, kernel_initializer="zeros")(i)
model = keras.Model(i, [first, second])
model.compile("sgd", loss=[None, "mean_squared_error"])
print(keras.__version__, model.evaluate(np.ones((2, 3)), [np.zeros((2, 1)), np.ones((2, 1))], verbose=0))
P
expected='3.3.3 9.0
3.4.1 9.0
3.5.0 [0.0, 0.0]
3.6.0 [0.0, 0.0]
3.7.0 1.0
3.15.1 1.0'
python3 -m venv "$folder/python"
found=''
for version in 3.3.3 3.4.1 3.5.0 3.6.0 3.7.0 3.15.1; do
  "$folder/python/bin/pip" install --quiet --disable-pip-version-check "keras==$version" 'numpy<2.3' 'scipy<1.16' 'jax[cpu]<0.6' packaging 1>&2
  found+=$(cd "$folder" && KERAS_BACKEND=jax "$folder/python/bin/python" ask.py 2> errors.txt || tail -1 errors.txt)$'\n'
done
echo "$found"
[ "$found" = "$expected"$'\n' ] || { echo 'this has changed' >&2; exit 1; }
