#!/usr/bin/env bash
# RNN([cell]) is RNN(cell) with the cell in a StackedRNNCells. Keras 3 builds it, and it fails on an input with a mask, where
# RNN(cell) does not, and from 3.10 on RNN([cell, cell]) does not either: a file in which a cell was stacked alone loads and
# does not predict.
# Seen with Keras 3.8.0, 3.10.0 and 3.15.1 on the JAX backend. Exits 1 if that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/ask.py" <<'P'
import keras
import numpy as np

L = keras.layers

def asked(cells):
    i = keras.Input((4, 3))
    try:
        keras.Model(i, L.RNN(cells)(L.Masking()(i))).predict(np.ones((2, 4, 3)), verbose=0)
        return "predicts"
    except Exception:
        return "fails"

print(keras.__version__, asked(L.LSTMCell(2)), asked([L.LSTMCell(2)]), asked([L.LSTMCell(2), L.LSTMCell(2)]))
P
expected='3.8.0 predicts fails fails
3.10.0 predicts fails predicts
3.15.1 predicts fails predicts'
python3 -m venv "$folder/python"
found=''
for version in 3.8.0 3.10.0 3.15.1; do
  "$folder/python/bin/pip" install --quiet --disable-pip-version-check "keras==$version" 'numpy<2.3' 'scipy<1.16' 'jax[cpu]<0.6' packaging 1>&2
  found+=$(cd "$folder" && KERAS_BACKEND=jax "$folder/python/bin/python" ask.py 2> errors.txt || tail -1 errors.txt)$'\n'
done
echo "$found"
[ "$found" = "$expected"$'\n' ] || { echo 'this has changed' >&2; exit 1; }
