"""The models of operations_models.py in graph mode, where Keras makes a TensorFlowOpLayer of each operation, as TensorFlow 2.0 to 2.3 did."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import operations_models


def build(L, keras, tf):
    tf.compat.v1.disable_v2_behavior()
    return operations_models.build(L, keras, tf)
