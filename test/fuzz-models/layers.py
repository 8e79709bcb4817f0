"""
What a random model is made of: a row a layer, with the ranks of the tensors it is called on (batch axis included), its share
of the draws, and settings that are not the defaults. A line that the Keras at hand cannot run is drawn again, so rows need
not suit every shape or every version.
"""

ACTIVATIONS = ["'relu'", "'tanh'", "'sigmoid'", "'selu'", "'elu'", "'softplus'", "'softsign'", "'swish'", "'gelu'", "'hard_sigmoid'", "'softmax'"]
activation = ["activation=" + a for a in ACTIVATIONS]
regularizers = ["kernel_regularizer='l2'", "bias_regularizer=keras.regularizers.L1(0.01)", "kernel_constraint='non_neg'"]
initializers = ["kernel_initializer='he_normal'", "bias_initializer=keras.initializers.Constant(0.1)", "kernel_initializer=keras.initializers.RandomNormal(0., 0.1)"]
no_bias = ["use_bias=False"]
dense = activation + no_bias + regularizers + initializers
convolution = activation + no_bias + regularizers + ["padding='same'", "strides=2", "dilation_rate=2"]
recurrent = [
    "activation='relu'", "activation='softsign'", "use_bias=False", "go_backwards=True", "recurrent_activation='hard_sigmoid'", "recurrent_activation='tanh'",
    "unit_forget_bias=False", "recurrent_regularizer='l2'", "unroll=True", "implementation=1", "reset_after=False", "bias_initializer='ones'",
]
pooling = ["padding='same'", "strides=1", "strides=2"]

# (ranks, call of the class without the bracket at its end, settings, share)
ROWS = [
    ((2, 3, 4), "L.Dense({units}", dense, 14),
    ((2, 3), "L.Activation(" + "{activation}", [], 4),
    ((2, 3, 4), "L.LeakyReLU({number}", [], 2),
    ((2, 3), "L.PReLU(", ["shared_axes=[1]", "alpha_initializer='ones'"], 2),
    ((2, 3), "L.ELU({number}", [], 1),
    ((2, 3), "L.ThresholdedReLU(theta={number}", [], 1),
    ((2, 3), "L.ReLU(", ["max_value=1.", "negative_slope=0.1", "threshold=0.2"], 2),
    ((2, 3), "L.Softmax(", ["axis=1", "axis=-1"], 2),
    ((2, 3, 4), "L.BatchNormalization(", ["axis=1", "center=False", "scale=False", "momentum=0.9", "epsilon=1e-2"], 6),
    ((2, 3, 4), "L.LayerNormalization(", ["axis=1", "axis=[1, 2]", "center=False", "scale=False", "epsilon=1e-2"], 5),
    ((3, 4), "L.GroupNormalization(2", ["axis=1", "epsilon=1e-2", "scale=False"], 1),
    ((2, 3), "L.UnitNormalization(", ["axis=1"], 1),
    ((2, 3), "L.ActivityRegularization(", ["l2=0.01"], 1),
    ((2, 3), "L.Rescaling({number}", ["offset=1."], 1),
    ((2, 3), "L.Normalization(mean={number}, variance=2.", ["axis=None"], 1),
    ((3, 4, 5), "L.Flatten(", [], 3),
    ((3,), "L.Permute((2, 1)", [], 2),
    ((4,), "L.Permute((2, 1, 3)", [], 1),
    ((2,), "L.RepeatVector({steps}", [], 3),
    ((2, 3), "L.Reshape((-1, {units})", [], 2),
    ((3, 4), "L.Reshape((-1,)", [], 1),
    ((3, 4), "L.Masking(", ["mask_value=0.", "mask_value=1."], 6),
    ((3,), "L.Conv1D({units}, 2", convolution + ["padding='causal'", "groups=2"], 5),
    ((4,), "L.Conv2D({units}, 2", convolution, 3),
    ((3,), "L.Conv1DTranspose({units}, 2", convolution, 1),
    ((4,), "L.Conv2DTranspose({units}, 2", convolution + ["output_padding=1"], 1),
    ((3,), "L.SeparableConv1D({units}, 2", convolution + ["depth_multiplier=2"], 1),
    ((4,), "L.SeparableConv2D({units}, 2", convolution + ["depth_multiplier=2"], 1),
    ((4,), "L.DepthwiseConv2D(2", convolution + ["depth_multiplier=2"], 1),
    ((3,), "L.LocallyConnected1D({units}, 2", activation + no_bias, 1),
    ((3,), "L.MaxPooling1D(2", pooling, 2),
    ((3,), "L.AveragePooling1D(2", pooling, 2),
    ((4,), "L.MaxPooling2D(2", pooling, 1),
    ((4,), "L.AveragePooling2D(2", pooling, 1),
    ((3,), "L.GlobalMaxPooling1D(", ["keepdims=True"], 3),
    ((3,), "L.GlobalAveragePooling1D(", ["keepdims=True"], 4),
    ((4,), "L.GlobalAveragePooling2D(", ["keepdims=True"], 2),
    ((3,), "L.UpSampling1D(2", [], 1),
    ((4,), "L.UpSampling2D(2", ["interpolation='bilinear'"], 1),
    ((3,), "L.ZeroPadding1D((1, 0)", [], 1),
    ((4,), "L.ZeroPadding2D(1", [], 1),
    ((3,), "L.Cropping1D((1, 0)", [], 1),
    ((4,), "L.Cropping2D(1", [], 1),
]

# Random in training: none of them in a compiled model, of which one step is compared.
NOISE = [
    ((2, 3, 4), "L.Dropout(0.3", ["seed=1"], 4),
    ((3,), "L.SpatialDropout1D(0.3", [], 2),
    ((2, 3), "L.GaussianNoise(0.1", [], 1),
    ((2, 3), "L.GaussianDropout(0.1", [], 1),
    ((2, 3), "L.AlphaDropout(0.1", [], 1),
]

# Of indices.
INDEXING = [
    ((2, 3), "L.Embedding(6, {units}", ["mask_zero=True", "mask_zero=True", "embeddings_initializer='ones'"], 12),
    ((2,), "L.CategoryEncoding(num_tokens=6", ["output_mode='multi_hot'", "output_mode='count'"], 1),
]

RECURRENT = ["L.LSTM({units}", "L.GRU({units}", "L.SimpleRNN({units}", "L.RNN(L.LSTMCell({units})", "L.RNN([L.GRUCell({units})]", "L.RNN([L.LSTMCell({units}), L.GRUCell(4)]", "L.RNN(L.StackedRNNCells([L.SimpleRNNCell({units}), L.LSTMCell(4)])"]

# Inside TimeDistributed, for tensors of one rank more than the layer takes.
IN_TIME = ["L.Dense({units})", "L.Conv1D({units}, 2)", "L.LSTM({units})", "L.GRU({units}, return_sequences=True)", "L.GlobalMaxPooling1D()", "L.BatchNormalization()", "L.Flatten()", "L.LayerNormalization()", "L.Embedding(6, {units}, mask_zero=True)", "L.Bidirectional(L.LSTM({units}))"]

MERGES = ["L.Add()", "L.Add()", "L.Subtract()", "L.Multiply()", "L.Average()", "L.Maximum()", "L.Minimum()", "L.Concatenate()", "L.Concatenate(axis=1)", "L.Dot(axes=-1)", "L.Dot(axes=1, normalize=True)"]

ATTENTION = [
    "L.Attention()([{a}, {b}])", "L.Attention(use_scale=True)([{a}, {b}, {b}])", "L.AdditiveAttention()([{a}, {b}])", "L.AdditiveAttention(use_scale=False)([{a}, {b}])",
    "L.MultiHeadAttention(2, 3)({a}, {b})", "L.MultiHeadAttention(2, 2, value_dim=3, use_bias=False)({a}, {b}, {a})", "L.MultiHeadAttention(1, 4)(query={a}, value={b})",
    "L.MultiHeadAttention(2, 2)({a}, {a}, use_causal_mask=True)", "L.Attention()([{a}, {b}], use_causal_mask=True)", "L.Attention(score_mode='concat')([{a}, {b}])",
]

OPERATIONS = [
    "{a} * 2.", "1. - {a}", "{a} + 1.", "{a} / 2.", "-{a}", "tf.nn.relu({a})", "tf.sigmoid({a})", "tf.abs({a})", "tf.square({a})", "tf.nn.softmax({a})", "tf.nn.leaky_relu({a}, alpha=0.3)",
    "tf.reduce_mean({a}, axis=1)", "tf.reduce_sum({a}, -1, keepdims=True)", "tf.reduce_max({a}, axis=-1)", "tf.expand_dims({a}, 1)", "tf.expand_dims({a}, -1)", "tf.transpose({a}, [0, 2, 1])",
    "{a}[:, 1:]", "{a}[:, -1]", "{a}[:, 0]", "{a}[..., :2]", "{a}[:, ::2]", "{a}[:, ::-1]", "tf.concat([{a}, {a}], -1)", "tf.clip_by_value({a}, -0.5, 0.5)", "tf.stop_gradient({a})", "tf.reshape({a}, [-1, 4])",
    "tf.cast({a}, 'float32')", "tf.math.l2_normalize({a}, axis=-1)", "tf.tile({a}, [1, 2, 1])", "tf.pad({a}, [[0, 0], [1, 0], [0, 0]])", "tf.identity({a})", "tf.where({a} > 0., {a}, 0.1 * {a})",
    "{a} * tf.cast({a} > 0., 'float32')", "{a} + np.array([1., 2., 3., 4.], 'float32')", "L.Add()([{a}, tf.constant([[1., 2., 3., 4.]])])", "tf.matmul({a}, np.ones((4, 4), 'float32'))", "{a} ** 2", "keras.backend.sum({a}, axis=-1)",
    "tf.split({a}, 2, axis=-1)[1]", "tf.unstack({a}, axis=1)[0]", "tf.gather({a}, [0, 1], axis=1)", "tf.squeeze({a}[:, :1], 1)",
]

OPERATIONS_OF_TWO = [
    "{a} + {b}", "{a} * {b}", "{a} - {b}", "tf.maximum({a}, {b})", "tf.matmul({a}, {b}, transpose_b=True)", "tf.matmul({a}, tf.transpose({b}, [0, 2, 1]))", "tf.concat([{a}, {b}], -1)", "tf.concat([{a}, {b}], 1)",
    "tf.stack([{a}, {b}], 1)", "tf.add_n([{a}, {b}])", "tf.add({a}, {b})", "tf.where({a} > {b}, {a}, {b})", "tf.nn.softmax(tf.matmul({a}, {b}, transpose_b=True))", "L.Add()([{a} * 2., {b}])", "tf.einsum('bij,bkj->bik', {a}, {b})",
]

# Names that Keras 3 gives by itself, to layers, operations and its own computation of masks.
NAMES = [
    "input_layer", "input_layer_1", "dense", "dense_1", "lstm", "gru_1", "add", "add_1", "not_equal", "any", "logical_or", "logical_and", "functional", "functional_1", "sequential", "sequential_1",
    "embedding", "multiply", "get_item", "cast", "batch_normalization", "masking", "bidirectional", "time_distributed", "permute", "activation", "reshape", "input_1", "model", "layer 1", "a.b", "vars", "layers", "cell",
]

# (shape, arguments, share)
INPUTS = [
    ("(5, 4)", "", 8), ("(4,)", "", 4), ("(5,)", ", dtype='int32'", 4), ("(5,)", ", name='indices{n}'", 1), ("(6, 6, 4)", "", 2), ("(3, 5, 4)", "", 3), ("(3, 5)", ", dtype='int32'", 2), ("(None, 4)", "", 1), ("(None,)", ", dtype='int64'", 1),
]
OPTIMIZERS = ["keras.optimizers.SGD(0.05, momentum=0.9)", "keras.optimizers.SGD(0.05)", "keras.optimizers.Adam(0.01)", "keras.optimizers.RMSprop(0.01)", "'sgd'", "keras.optimizers.Adagrad(0.05)"]
LOSSES = ["'mse'", "'mae'", "keras.losses.Huber(0.5)", "keras.losses.MeanSquaredError()", "'log_cosh'"]
METRICS = ["'mae'", "'mse'", "keras.metrics.MeanAbsoluteError(name='off')", "keras.metrics.RootMeanSquaredError()"]
