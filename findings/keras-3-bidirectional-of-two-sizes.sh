#!/usr/bin/env bash
# Bidirectional takes a backward_layer of another size than the forward one, and concatenates what both give. Keras 3 reckons
# its output as twice the forward layer's: model.output_shape is not the shape that predict gives, and a Dense behind it is made
# for an input that never comes and fails when it is called (compute_output_shape, layers/rnn/bidirectional.py).
# Seen with Keras 3.3.3, 3.9.2 and 3.15.1 on the JAX backend. Exits 1 if that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/ask.py" <<'P'
import keras
import numpy as np

L = keras.layers
i = keras.Input((4, 3))
both = L.Bidirectional(L.LSTM(4), backward_layer=L.GRU(3, go_backwards=True))(i)
model = keras.Model(i, both)
x = np.ones((2, 4, 3))
given = model.predict(x, verbose=0).shape
try:
    keras.Model(i, L.Dense(1)(both)).predict(x, verbose=0)
    behind = "predicts"
except Exception:
    behind = "fails"
print(keras.__version__, model.output_shape, given, behind)
P
expected='3.3.3 (None, 8) (2, 7) fails
3.9.2 (None, 8) (2, 7) fails
3.15.1 (None, 8) (2, 7) fails'
python3 -m venv "$folder/python"
found=''
for version in 3.3.3 3.9.2 3.15.1; do
  "$folder/python/bin/pip" install --quiet --disable-pip-version-check "keras==$version" 'numpy<2.3' 'scipy<1.16' 'jax[cpu]<0.6' packaging 1>&2
  found+=$(cd "$folder" && KERAS_BACKEND=jax "$folder/python/bin/python" ask.py 2> errors.txt || tail -1 errors.txt)$'\n'
done
echo "$found"
[ "$found" = "$expected"$'\n' ] || { echo 'this has changed' >&2; exit 1; }
