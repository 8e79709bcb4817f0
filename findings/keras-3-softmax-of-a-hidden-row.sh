#!/usr/bin/env bash
# Softmax called with a mask that hides every value of a row gives equal shares before Keras 3.10, and zeros from 3.10 on: an
# attention over nothing but padding is the mean of the padding in one and nothing in the other, without a word.
# Seen with Keras 3.3.3, 3.9.2, 3.10.0 and 3.15.1 on the JAX backend. Exits 1 if that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/ask.py" <<'P'
import keras
import numpy as np

given = keras.layers.Softmax()(np.zeros((1, 4), "float32"), mask=np.zeros((1, 4), bool))
print(keras.__version__, np.asarray(given)[0].tolist())
P
expected='3.3.3 [0.25, 0.25, 0.25, 0.25]
3.9.2 [0.25, 0.25, 0.25, 0.25]
3.10.0 [0.0, 0.0, 0.0, 0.0]
3.15.1 [0.0, 0.0, 0.0, 0.0]'
python3 -m venv "$folder/python"
found=''
for version in 3.3.3 3.9.2 3.10.0 3.15.1; do
  "$folder/python/bin/pip" install --quiet --disable-pip-version-check "keras==$version" 'numpy<2.3' 'scipy<1.16' 'jax[cpu]<0.6' packaging 1>&2
  found+=$(cd "$folder" && KERAS_BACKEND=jax "$folder/python/bin/python" ask.py 2> errors.txt || tail -1 errors.txt)$'\n'
done
echo "$found"
[ "$found" = "$expected"$'\n' ] || { echo 'this has changed' >&2; exit 1; }
