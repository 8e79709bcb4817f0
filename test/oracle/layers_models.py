"""One model for every built-in layer of Keras 2.15, with the options that change its file, and the ways models are put together."""

import numpy as np


def build(L, keras, tf):
    models = {}
    M, S = keras.models.Model, keras.models.Sequential
    V1 = tf.compat.v1.keras.layers
    X = keras.layers.experimental.preprocessing if hasattr(keras.layers, "experimental") else None
    rng = np.random.RandomState(3)

    def inp(*shape, **kw):
        return L.Input(shape=shape, **kw)

    def one(name, shape, layer, inputs=1, dtype="float32", call=None):
        """A functional model of one layer, called on `inputs` tensors of that shape."""

        def f():
            i = [inp(*shape, dtype=dtype, name="in%d" % k) for k in range(inputs)]
            y = (call or (lambda layer, i: layer(i[0] if len(i) == 1 else i)))(layer(), i)
            return M(i, y, name="m"), None, None

        models[name] = f

    def model(f):
        models[f.__name__] = f
        return f

    vec, seq, img, vol = (6,), (8, 4), (8, 8, 3), (6, 6, 6, 2)

    # ---- core ---------------------------------------------------------------------------
    one("Dense", vec, lambda: L.Dense(3))
    for act in ("relu", "relu6", "leaky_relu", "swish", "gelu", "mish", "elu", "selu", "softplus", "softsign", "exponential", "hard_sigmoid", "linear", "softmax", "tanh"):
        one("Dense_" + act, vec, lambda act=act: L.Dense(3, activation=act))
    one("Dense_tfnnrelu", vec, lambda: L.Dense(3, activation=tf.nn.relu))
    one("Dense_tfnngelu", vec, lambda: L.Dense(3, activation=tf.nn.gelu))
    one("Dense_tfsigmoid", vec, lambda: L.Dense(3, activation=tf.sigmoid))
    one("Dense_softmax_v2", vec, lambda: L.Dense(3, activation=tf.nn.softmax))
    one("Dense_l1l2", vec, lambda: L.Dense(3, kernel_regularizer=keras.regularizers.l1_l2(0.1, 0.2), kernel_constraint=keras.constraints.MinMaxNorm(0.1, 2.0)))
    one("Dense_orthogonal", vec, lambda: L.Dense(3, kernel_initializer=keras.initializers.Orthogonal()))
    one("Dense_initializers_v1", vec, lambda: L.Dense(3, kernel_initializer=tf.compat.v1.keras.initializers.RandomNormal(), bias_initializer=tf.compat.v1.keras.initializers.Zeros()))
    one("Activation", vec, lambda: L.Activation("relu"))
    one("Activation_hard_sigmoid", vec, lambda: L.Activation("hard_sigmoid"))
    one("Activation_object", vec, lambda: L.Activation(keras.activations.gelu))
    one("ActivityRegularization", vec, lambda: L.ActivityRegularization(l1=0.1))
    one("Embedding", (5,), lambda: L.Embedding(20, 4, input_length=5), dtype="int32")
    one("Embedding_mask", (5,), lambda: L.Embedding(20, 4, mask_zero=True), dtype="int32", call=lambda l, i: L.LSTM(3)(l(i[0])))
    one("Masking", seq, lambda: L.Masking(0.0), call=lambda l, i: L.LSTM(3)(l(i[0])))
    one("Dropout_no_shape", vec, lambda: L.Dropout(0, 2))
    one("Dropout_noise_shape", seq, lambda: L.Dropout(0.5, noise_shape=(None, 1, 4)))

    def decoder(name, layer, states):
        """A recurrent layer on masked input that is called with initial states."""

        def f():
            i, s = inp(5, 4, name="in"), [inp(3, name="s%d" % k) for k in range(states)]
            x = L.Dropout(0.2)(L.Masking(0.0)(L.ReLU(threshold=0.8)(i)))
            y = layer()(x, initial_state=s if len(s) > 1 else s[0])
            return M([i, *s], L.GRU(2)(y) if len(y.shape) == 3 else L.Dense(2)(y), name="m"), None, None

        models["decoder_" + name] = f

    decoder("LSTM", lambda: L.LSTM(3, return_sequences=True), 2)
    decoder("GRU", lambda: L.GRU(3), 1)
    decoder("SimpleRNN", lambda: L.SimpleRNN(3, return_sequences=True), 1)
    decoder("Bidirectional", lambda: L.Bidirectional(L.GRU(3, return_sequences=True)), 2)
    decoder("RNN", lambda: L.RNN([L.GRUCell(3), L.GRUCell(3)], return_sequences=True), 2)

    def masked(name, layer, *between):
        """A layer that heeds the mask of its input, behind layers."""

        def f():
            i = inp(5, 4, name="in")
            x = L.Masking(0.0)(L.ReLU(threshold=0.8)(i))
            for one in between:
                x = one()(x)
            return M(i, layer()(x), name="m"), None, None

        models["masked_" + name] = f

    masked("Rescaling", lambda: L.LSTM(3), lambda: L.Rescaling(0.5))
    masked("Normalization", lambda: L.GlobalAveragePooling1D(), lambda: L.Normalization(mean=[0.0] * 4, variance=[2.0] * 4), lambda: L.Dense(3))
    masked("Identity", lambda: L.Bidirectional(L.GRU(3)), L.Identity if hasattr(L, "Identity") else L.Layer)

    def merged(name, merge, layer, plain=False):
        """A layer that heeds the mask of what another layer merged of two masked tensors, or of one and another."""

        def f():
            i = [inp(5, dtype="int32", name="i"), inp(5, 4, name="j"), inp(5, 4, name="k")]
            x, y = L.Embedding(16, 4, mask_zero=True)(i[0]), L.Masking(0.0)(L.ReLU(threshold=0.8)(i[1]))
            return M(i, layer()(merge()([x, L.Dense(4)(i[2]) if plain else y, y])), name="m"), None, None

        models["merged_masks_" + name] = f

    merged("Add", lambda: L.Add(), lambda: L.LSTM(3))
    merged("Average", lambda: L.Average(), lambda: L.Bidirectional(L.GRU(3)), plain=True)
    merged("Concatenate", lambda: L.Concatenate(), lambda: L.GRU(3, return_sequences=True))
    merged("Concatenate_plain", lambda: L.Concatenate(), lambda: L.SimpleRNN(3), plain=True)

    one("LSTM_activation_layer", seq, lambda: L.LSTM(3, activation=L.LeakyReLU(0.25), recurrent_activation=L.ReLU(max_value=1.0)))
    one("GRU_activation_layer", seq, lambda: L.Bidirectional(L.GRU(3, activation=L.ReLU(max_value=6.0), recurrent_activation=L.Softmax())))
    one("EinsumDense", seq, lambda: L.EinsumDense("abc,cd->abd", output_shape=(None, 5), bias_axes="d"))
    one("EinsumDense_flattened", seq, lambda: L.EinsumDense("abc,cd->abd", output_shape=(None, 5), bias_axes="d"), call=lambda l, i: L.Dense(2)(L.Flatten()(l(i[0]))))
    for name, equation, shape, axes in (("front", "abc,cd->adb", (8, None), "d"), ("middle", "abc,cde->abde", (None, 3, 3), "d"), ("sizes", "abc,cde->abde", (8, 4, 1), "de"), ("dots", "ab...,bd->ad...", (4,), "d")):
        one("EinsumDense_bias_" + name, seq, lambda equation=equation, shape=shape, axes=axes: L.EinsumDense(equation, output_shape=shape, bias_axes=axes, activation="softmax" if axes == "d" else "hard_sigmoid"))
    one("EinsumDense_open_last", seq, lambda: L.EinsumDense("abc,bd->adc", output_shape=(3, None), bias_axes="d"), call=lambda l, i: L.Dense(2)(l(i[0])))
    one("Lambda_named", vec, lambda: L.Lambda(tf.nn.relu))
    one("Lambda_python", vec, lambda: L.Lambda(lambda t: t * 2.0))
    one("Flatten", img, lambda: L.Flatten())
    one("Flatten_first", img, lambda: L.Flatten(data_format="channels_first"))
    one("Reshape", (12,), lambda: L.Reshape((3, 4)))
    one("Reshape_unknown", (12,), lambda: L.Reshape((-1, 4)))
    one("Permute", seq, lambda: L.Permute((2, 1)))
    one("RepeatVector", vec, lambda: L.RepeatVector(3))

    # ---- activations as layers ------------------------------------------------------------
    one("ELU", vec, lambda: L.ELU(0.7))
    one("LeakyReLU", vec, lambda: L.LeakyReLU(0.2))
    one("PReLU", vec, lambda: L.PReLU())
    one("PReLU_shared", img, lambda: L.PReLU(shared_axes=[1, 2]))
    one("ReLU", vec, lambda: L.ReLU())
    one("ReLU6", vec, lambda: L.ReLU(6.0, negative_slope=0.1, threshold=0.2))
    one("Softmax", vec, lambda: L.Softmax())
    one("Softmax_axis", seq, lambda: L.Softmax(axis=1))
    one("Softmax_axes", seq, lambda: L.Softmax(axis=[1, 2]))
    one("ThresholdedReLU", vec, lambda: L.ThresholdedReLU(0.5))

    # ---- merging --------------------------------------------------------------------------
    # Batches are of two samples, as many as the last axis is long: what is broadcast is no bias.
    one("Add_broadcast", (2,), lambda: L.Add(), call=lambda l, i: l([i[0], L.Dense(1)(i[0])]))
    one("Average_broadcast", (2,), lambda: L.Average(), call=lambda l, i: l([i[0], L.Dense(1)(i[0]), i[0]]))
    one("Add_broadcast_ranks", (6, 2), lambda: L.Add(), call=lambda l, i: l([i[0], L.Dense(1)(L.Flatten()(i[0]))]))
    for name in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate"):
        one(name, vec, lambda name=name: getattr(L, name)(), inputs=2)
    one("Concatenate_axis", seq, lambda: L.Concatenate(axis=1), inputs=3)
    one("Dot", seq, lambda: L.Dot(axes=1), inputs=2)
    one("Dot_axes", seq, lambda: L.Dot(axes=(2, 2), normalize=True), inputs=2)

    # ---- convolution ------------------------------------------------------------------------
    one("Conv1D", seq, lambda: L.Conv1D(3, 2))
    one("Conv1D_causal", seq, lambda: L.Conv1D(3, 2, padding="causal", dilation_rate=2))
    one("Conv1DTranspose", seq, lambda: L.Conv1DTranspose(3, 2, strides=2))
    one("Conv2D", img, lambda: L.Conv2D(4, 3, strides=2))
    one("Conv2D_groups", (8, 8, 4), lambda: L.Conv2D(4, 3, groups=2))
    one("Conv2DTranspose", img, lambda: L.Conv2DTranspose(4, 3, strides=2, padding="same"))
    one("Conv2DTranspose_output_padding", img, lambda: L.Conv2DTranspose(4, 3, strides=2, output_padding=1))
    one("Conv3D", vol, lambda: L.Conv3D(3, 2))
    one("Conv3DTranspose", vol, lambda: L.Conv3DTranspose(3, 2, strides=2))
    one("DepthwiseConv1D", seq, lambda: L.DepthwiseConv1D(2, depth_multiplier=2))
    one("DepthwiseConv2D", img, lambda: L.DepthwiseConv2D(3, depth_multiplier=2))
    one("SeparableConv1D", seq, lambda: L.SeparableConv1D(3, 2))
    one("SeparableConv1D_causal", seq, lambda: L.SeparableConv1D(3, 2, padding="causal", dilation_rate=2))
    one("SeparableConv2D", img, lambda: L.SeparableConv2D(3, 2))
    one("LocallyConnected1D", seq, lambda: L.LocallyConnected1D(3, 2))
    one("LocallyConnected2D", img, lambda: L.LocallyConnected2D(3, 2))

    def locally_connected(name, layer, shape, **settings):
        """All implementations of one geometry, each with a kernel of its own layout."""

        def f():
            i = inp(*shape, name="in")
            kinds = (2, 3) if settings.get("padding") == "same" else (1, 2, 3)
            y = [layer(3, implementation=kind, **settings)(i) for kind in kinds]
            return M(i, L.Concatenate()([L.Flatten()(each) for each in y]), name="m"), None, None

        models["LocallyConnected" + name] = f

    locally_connected("1D_strides", L.LocallyConnected1D, seq, kernel_size=3, strides=2, activation="hard_sigmoid")
    locally_connected("1D_first", L.LocallyConnected1D, seq, kernel_size=3, data_format="channels_first", activation="softmax")
    locally_connected("1D_same", L.LocallyConnected1D, seq, kernel_size=4, padding="same", strides=3, use_bias=False)
    locally_connected("2D_strides", L.LocallyConnected2D, (7, 8, 3), kernel_size=(3, 2), strides=(2, 3), activation="tanh")
    locally_connected("2D_first", L.LocallyConnected2D, (3, 7, 8), kernel_size=(3, 2), strides=(2, 1), data_format="channels_first")
    locally_connected("2D_same", L.LocallyConnected2D, (7, 8, 3), kernel_size=(3, 4), padding="same", strides=(2, 3))
    locally_connected("2D_same_first", L.LocallyConnected2D, (3, 7, 8), kernel_size=(3, 4), padding="same", data_format="channels_first")
    one("TimeDistributed_LocallyConnected2D", (2, 7, 6, 2), lambda: L.TimeDistributed(L.LocallyConnected2D(3, 3, implementation=3, padding="same")))

    @model
    def LocallyConnected_shared():
        a, b = inp(5, 3, name="a"), inp(5, 3, name="b")
        layer = L.LocallyConnected1D(2, 2, trainable=False)
        return M([a, b], L.Concatenate()([layer(a), layer(b)]), name="m"), None, None

    @model
    def LocallyConnected_sequential():
        return S([inp(6, 5, 2, name="in"), L.LocallyConnected2D(4, 3), L.Flatten(), L.Dense(3)], name="m"), None, None

    one("BatchNormalization_axes", (4, 5, 3), lambda: L.BatchNormalization(axis=[1, 2]))
    one("BatchNormalization_axes_apart", (4, 5, 3), lambda: L.BatchNormalization(axis=[-1, 1], scale=False))
    one("TimeDistributed_BatchNormalization_axes", (2, 4, 5, 3), lambda: L.TimeDistributed(L.BatchNormalization(axis=[2, 3])))
    for of, axis, kw in (("last", -1, {}), ("first", 1, {"center": False, "epsilon": 0.1}), ("no_gamma", -1, {"scale": False}), ("neither", -1, {"scale": False, "center": False})):
        one("training_True_" + of, (4, 5, 3), lambda axis=axis, kw=kw: L.BatchNormalization(axis=axis, **kw), call=lambda l, i: l(i[0], training=True))
    one("training_True_shared", vec, lambda: L.BatchNormalization(), inputs=2, call=lambda l, i: L.Add()([l(k, training=True) for k in i]))
    one("training_True_Dense", vec, lambda: L.Dense(3), call=lambda l, i: l(i[0], training=True))

    def time_major(name, layers):
        """Time comes before the batch between two transpositions, as it did wherever it was used for speed."""

        def f():
            i = inp(5, 3, name="in")
            y = layers(tf.transpose(i, [1, 0, 2]))
            return M(i, [tf.transpose(each, [1, 0, 2]) if len(each.shape) == 3 else each for each in y], name="m"), None, None

        models["time_major_" + name] = f

    def major_states(x):
        y, h, c = L.LSTM(4, time_major=True, return_state=True, return_sequences=True)(x)
        return [L.LSTM(4, time_major=True, return_sequences=True)(y, initial_state=[h, c]), h]

    major_sequences = {"time_major": True, "return_sequences": True}
    time_major("LSTM", lambda x: [L.LSTM(4, time_major=True)(x)])
    time_major("states", major_states)
    time_major("Bidirectional", lambda x: [L.Bidirectional(L.GRU(4, **major_sequences))(x), L.Bidirectional(L.SimpleRNN(3, time_major=True))(x)])
    time_major("RNN", lambda x: [L.RNN([L.LSTMCell(4), L.GRUCell(3)], go_backwards=True, **major_sequences)(x)])
    # Convolutions of channels first need a GPU or oneDNN: channels last is asked for the numbers. As many filters as the last axis is
    # long, where Keras 3.15 takes a bias for one of that axis.
    for name, shape, to_last, to_first, make in (
        ("Conv1D", (4, 7), (2, 1), (2, 1), lambda **kw: L.Conv1D(6, 2, **kw)),
        ("Conv2D", (4, 7, 7), (2, 3, 1), (3, 1, 2), lambda **kw: L.Conv2D(6, 2, activation="relu", **kw)),
        ("Conv2DTranspose", (4, 7, 7), (2, 3, 1), (3, 1, 2), lambda **kw: L.Conv2DTranspose(8, 2, **kw)),
        ("Conv3D", (2, 5, 5, 5), (2, 3, 4, 1), (4, 1, 2, 3), lambda **kw: L.Conv3D(4, 2, **kw)),
        ("DepthwiseConv1D", (4, 9), (2, 1), (2, 1), lambda **kw: L.DepthwiseConv1D(2, depth_multiplier=2, **kw)),
        ("SeparableConv2D", (4, 7, 7), (2, 3, 1), (3, 1, 2), lambda **kw: L.SeparableConv2D(6, 2, **kw)),
    ):
        one(name + "_first", shape, lambda make=make: make(data_format="channels_first"))
        one("_" + name, shape, lambda make=make: make(), call=lambda l, i, to=to_last, back=to_first: L.Permute(back)(l(L.Permute(to)(i[0]))))
        models[name + "_first"].stand_in = models.pop("_" + name)
    for name, shape, to_last, to_first, make in (
        ("ConvLSTM1D", (4, 2, 6), (1, 3, 2), (1, 3, 2), lambda **kw: L.ConvLSTM1D(6, 2, return_sequences=True, **kw)),
        ("ConvLSTM2D", (4, 2, 6, 6), (1, 3, 4, 2), (3, 1, 2), lambda **kw: L.ConvLSTM2D(3, 2, **kw)),
        ("ConvLSTM3D", (3, 2, 4, 4, 4), (1, 3, 4, 5, 2), (1, 5, 2, 3, 4), lambda **kw: L.ConvLSTM3D(2, 2, padding="same", return_sequences=True, **kw)),
        ("Bidirectional_ConvLSTM2D", (4, 2, 6, 6), (1, 3, 4, 2), (3, 1, 2), lambda **kw: L.Bidirectional(L.ConvLSTM2D(3, 2, **kw), merge_mode="sum")),
    ):
        one(name + "_first", shape, lambda make=make: make(data_format="channels_first"))
        one("_" + name, shape, lambda make=make: make(), call=lambda l, i, to=to_last, back=to_first: L.Permute(back)(l(L.Permute(to)(i[0]))))
        models[name + "_first"].stand_in = models.pop("_" + name)
    one("Conv2DTranspose_dilation", img, lambda: L.Conv2DTranspose(4, 3, dilation_rate=2))
    for d, shape in ((1, seq), (2, img), (3, vol)):
        one("Cropping%dD" % d, shape, lambda d=d: getattr(L, "Cropping%dD" % d)(1))
        one("UpSampling%dD" % d, shape, lambda d=d: getattr(L, "UpSampling%dD" % d)(2))
        one("ZeroPadding%dD" % d, shape, lambda d=d: getattr(L, "ZeroPadding%dD" % d)(1))
        one("SpatialDropout%dD" % d, shape, lambda d=d: getattr(L, "SpatialDropout%dD" % d)(0.2))
        for pool in ("Average", "Max"):
            one("%sPooling%dD" % (pool, d), shape, lambda d=d, pool=pool: getattr(L, "%sPooling%dD" % (pool, d))(2))
            one("Global%sPooling%dD" % (pool, d), shape, lambda d=d, pool=pool: getattr(L, "Global%sPooling%dD" % (pool, d))())
    one("MaxPooling2D_same", (7, 7, 3), lambda: L.MaxPooling2D(3, strides=2, padding="same"))
    one("GlobalAveragePooling2D_keepdims", img, lambda: L.GlobalAveragePooling2D(keepdims=True))
    one("UpSampling2D_bilinear", img, lambda: L.UpSampling2D(2, interpolation="bilinear"))
    one("ZeroPadding2D_sides", img, lambda: L.ZeroPadding2D(((0, 1), (2, 1))))

    # ---- recurrent ----------------------------------------------------------------------------
    one("SimpleRNN", seq, lambda: L.SimpleRNN(3, return_sequences=True))
    one("LSTM", seq, lambda: L.LSTM(3))
    one("LSTM_options", seq, lambda: L.LSTM(3, return_sequences=True, go_backwards=True, unit_forget_bias=False, use_bias=False, unroll=True, dropout=0.1, recurrent_dropout=0.1))
    one("LSTM_states", seq, lambda: L.LSTM(3, return_state=True), call=lambda l, i: L.Concatenate()(l(i[0])))
    one("LSTM_hard_sigmoid", seq, lambda: L.LSTM(3, recurrent_activation="hard_sigmoid"))
    one("LSTM_v1", seq, lambda: V1.LSTM(3))
    one("GRU", seq, lambda: L.GRU(3))
    one("GRU_reset_before", seq, lambda: L.GRU(3, reset_after=False, return_sequences=True))
    one("GRU_hard_sigmoid", seq, lambda: L.GRU(3, recurrent_activation="hard_sigmoid"))
    one("GRU_v1", seq, lambda: V1.GRU(3))
    one("RNN_SimpleRNNCell", seq, lambda: L.RNN(L.SimpleRNNCell(3)))
    one("RNN_LSTMCell", seq, lambda: L.RNN(L.LSTMCell(3), return_sequences=True))
    one("RNN_GRUCell", seq, lambda: L.RNN(L.GRUCell(3)))
    one("RNN_list", seq, lambda: L.RNN([L.GRUCell(3), L.LSTMCell(2)]))
    one("RNN_StackedRNNCells", seq, lambda: L.RNN(L.StackedRNNCells([L.LSTMCell(3), L.LSTMCell(2)])))
    one("Bidirectional_LSTM", seq, lambda: L.Bidirectional(L.LSTM(3, return_sequences=True)))
    one("Bidirectional_GRU", seq, lambda: L.Bidirectional(L.GRU(3), merge_mode="sum"))
    one("Bidirectional_backward", seq, lambda: L.Bidirectional(L.LSTM(3), backward_layer=L.LSTM(3, go_backwards=True, name="other"), merge_mode="ave"))
    for merge_mode, forward, sequences in (("concat", "LSTM", True), (None, "GRU", False)):
        one(
            "Bidirectional_unequal_%s" % merge_mode,
            seq,
            lambda merge_mode=merge_mode, forward=forward, sequences=sequences: L.Bidirectional(
                getattr(L, forward)(4, return_sequences=sequences),
                merge_mode=merge_mode,
                backward_layer=L.GRU(3, return_sequences=sequences, go_backwards=True),
            ),
            call=lambda l, i: L.Dense(2)(l(i[0]) if l.merge_mode else L.Concatenate()(l(i[0]))),
        )

    @model
    def Bidirectional_unequal_Sequential():
        first = L.Bidirectional(L.SimpleRNN(2, return_sequences=True), backward_layer=L.LSTM(3, return_sequences=True, go_backwards=True), input_shape=seq)
        second = L.Bidirectional(L.GRU(4), backward_layer=L.LSTM(2, go_backwards=True))
        return S([first, second, L.Dense(2)]), None, None

    one("Bidirectional_list", seq, lambda: L.Bidirectional(L.LSTM(3), merge_mode=None), call=lambda l, i: L.Concatenate()(l(i[0])))
    one("Bidirectional_RNN", seq, lambda: L.Bidirectional(L.RNN(L.LSTMCell(3))))
    one("Bidirectional_given_backwards", seq, lambda: L.Bidirectional(L.LSTM(3, return_sequences=True, go_backwards=True)))
    one("ConvLSTM1D", (4, 6, 2), lambda: L.ConvLSTM1D(3, 2))
    one("ConvLSTM2D", (4, 6, 6, 2), lambda: L.ConvLSTM2D(3, 2, padding="same", return_sequences=True))
    one("ConvLSTM3D", (3, 4, 4, 4, 1), lambda: L.ConvLSTM3D(2, 2))
    one("Bidirectional_ConvLSTM2D", (4, 6, 6, 2), lambda: L.Bidirectional(L.ConvLSTM2D(2, 2)))
    one("TimeDistributed", seq, lambda: L.TimeDistributed(L.Dense(3)))
    one("TimeDistributed_Conv2D", (3, 6, 6, 2), lambda: L.TimeDistributed(L.Conv2D(3, 2)))
    one("CuDNNLSTM", seq, lambda: V1.CuDNNLSTM(3, return_sequences=True))
    one("CuDNNGRU", seq, lambda: V1.CuDNNGRU(3))
    one("_LSTM_for_CuDNN", seq, lambda: L.LSTM(3, return_sequences=True))
    one("_GRU_for_CuDNN", seq, lambda: L.GRU(3, reset_after=True))
    # These need a GPU; Keras 2 itself reads their weights into the layers that compute the same anywhere.
    models["CuDNNLSTM"].stand_in = models.pop("_LSTM_for_CuDNN")
    models["CuDNNGRU"].stand_in = models.pop("_GRU_for_CuDNN")

    # ---- attention ------------------------------------------------------------------------------
    one("Attention", seq, lambda: L.Attention(), inputs=2)
    one("Attention_concat", seq, lambda: L.Attention(use_scale=True, score_mode="concat"), inputs=3)
    one("AdditiveAttention", seq, lambda: L.AdditiveAttention(), inputs=2)
    one("MultiHeadAttention", seq, lambda: L.MultiHeadAttention(2, 3), call=lambda l, i: l(i[0], i[0]))
    one("MultiHeadAttention_cross", seq, lambda: L.MultiHeadAttention(2, 3, value_dim=2, output_shape=5), inputs=3, call=lambda l, i: l(i[0], i[1], i[2]))
    one("AdditiveAttention_scores", seq, lambda: L.AdditiveAttention(), inputs=2, call=lambda l, i: l(i, return_attention_scores=True))
    one("MultiHeadAttention_keywords", seq, lambda: L.MultiHeadAttention(2, 3, use_bias=False), inputs=2, call=lambda l, i: l(query=i[0], value=i[1]))
    one("MultiHeadAttention_scores", seq, lambda: L.MultiHeadAttention(2, 3), call=lambda l, i: l(i[0], i[0], return_attention_scores=True))
    one("MultiHeadAttention_axes", (4, 5, 6), lambda: L.MultiHeadAttention(2, 3, attention_axes=(1, 2)), call=lambda l, i: l(i[0], i[0]))
    one("MultiHeadAttention_causal", seq, lambda: L.MultiHeadAttention(2, 3), call=lambda l, i: l(i[0], i[0], use_causal_mask=True))

    one("MultiHeadAttention_sizes", seq, lambda: L.MultiHeadAttention(2, 3), call=lambda l, i: l(i[0], L.Dense(7)(i[0])))

    def attention_mask(name, mask, dtype="float32"):
        def f():
            i, m = inp(5, 4, name="in"), inp(5, 5, dtype=dtype, name="mask")
            return M([i, m], L.MultiHeadAttention(2, 3)(i, i, attention_mask=mask(m)), name="m"), None, None

        models["MultiHeadAttention_mask_" + name] = f

    attention_mask("numbers", lambda m: m)
    attention_mask("integers", lambda m: m, dtype="int32")
    attention_mask("cast", lambda m: tf.cast(m > 0, "float32"))
    attention_mask("true_or_false", lambda m: m[:, :, :], dtype="bool")

    def softmax_mask(name, dtype, hidden, *shape, axis=-1):
        """A Softmax whose mask hides whole rows, or weighs by numbers."""

        def f():
            i, m = inp(*shape, name="in"), inp(*shape, dtype=dtype, name="mask")
            mask = tf.logical_and(m, [[False]] * 2 + [[True]] * (shape[0] - 2)) if hidden else m
            return M([i, m], L.Softmax(axis=axis)(i, mask=mask), name="m"), None, None

        models["Softmax_mask_" + name] = f

    softmax_mask("rows", "bool", True, 4, 6)
    softmax_mask("axes", "bool", True, 4, 6, axis=[1, 2])
    softmax_mask("numbers", "float32", False, 6)

    # ---- normalization and regularization --------------------------------------------------------
    one("BatchNormalization", img, lambda: L.BatchNormalization())
    one("BatchNormalization_axis", seq, lambda: L.BatchNormalization(axis=1, scale=False, epsilon=1e-2))
    one("BatchNormalization_v1", img, lambda: V1.BatchNormalization())
    one("BatchNormalization_renorm", img, lambda: V1.BatchNormalization(renorm=True))
    one("BatchNormalization_synchronized", img, lambda: L.BatchNormalization(synchronized=True))
    one("SyncBatchNormalization", img, lambda: L.experimental.SyncBatchNormalization())
    one("LayerNormalization", seq, lambda: L.LayerNormalization())
    one("LayerNormalization_axis", seq, lambda: L.LayerNormalization(axis=1, center=False))
    one("LayerNormalization_axes", seq, lambda: L.LayerNormalization(axis=[1, 2]))
    one("GroupNormalization", (6, 4), lambda: L.GroupNormalization(groups=2))
    one("UnitNormalization", seq, lambda: L.UnitNormalization())

    def layer_scale():
        from keras.src.applications.convnext import LayerScale

        return LayerScale(0.1, 3)

    def custom_scale():
        from keras.src.applications.inception_resnet_v2 import CustomScaleLayer

        return CustomScaleLayer(0.3)

    def stochastic_depth():
        from keras.src.applications.convnext import StochasticDepth

        return StochasticDepth(0.3)

    one("LayerScale", img, layer_scale)
    one("CustomScaleLayer", img, custom_scale, inputs=2)
    one("StochasticDepth", img, stochastic_depth)
    one("SpectralNormalization", vec, lambda: L.SpectralNormalization(L.Dense(3)))
    one("AlphaDropout", vec, lambda: L.AlphaDropout(0.2))
    one("Dropout", vec, lambda: L.Dropout(0.2))
    one("Dropout_noise", seq, lambda: L.Dropout(0.2, noise_shape=(None, 1, 4), seed=3))
    one("GaussianDropout", vec, lambda: L.GaussianDropout(0.2))
    one("GaussianNoise", vec, lambda: L.GaussianNoise(0.2))

    # ---- preprocessing -------------------------------------------------------------------------
    def adapted(layer, data):
        layer.adapt(data)
        return layer

    words = ["ant", "bee", "cat", "dog"]
    one("Normalization_adapt", vec, lambda: adapted(L.Normalization(), rng.rand(50, 6) * 3))
    one("Normalization_axis_none_adapt", vec, lambda: adapted(L.Normalization(axis=None), rng.rand(50, 6) * 3))
    one("Normalization_constants", vec, lambda: L.Normalization(mean=1.5, variance=2.0))
    one("Normalization_invert_adapt", vec, lambda: adapted(L.Normalization(invert=True), rng.rand(50, 6) * 3))
    one("Discretization", vec, lambda: L.Discretization(bin_boundaries=[-1.0, 0.0, 1.0]))
    one("Discretization_one_hot", (1,), lambda: L.Discretization(bin_boundaries=[-1.0, 0.0, 1.0], output_mode="one_hot"))
    one("Discretization_adapt", vec, lambda: adapted(L.Discretization(num_bins=4), rng.randn(200, 6)))
    one("CategoryEncoding", (3,), lambda: L.CategoryEncoding(16, output_mode="multi_hot"), dtype="int32")
    one("CategoryEncoding_count", (3,), lambda: L.CategoryEncoding(16, output_mode="count"), dtype="int32")
    one("Hashing", (3,), lambda: L.Hashing(5), dtype="string")
    one("HashedCrossing", (1,), lambda: L.HashedCrossing(5), inputs=2, dtype="string")
    one("IntegerLookup", (3,), lambda: L.IntegerLookup(vocabulary=[1, 3, 5]), dtype="int64")
    one("IntegerLookup_adapt", (3,), lambda: adapted(L.IntegerLookup(), np.array([[1], [3], [3], [5]])), dtype="int64")
    one("StringLookup", (3,), lambda: L.StringLookup(vocabulary=words), dtype="string")
    one("StringLookup_options", (3,), lambda: L.StringLookup(vocabulary=words, mask_token="", num_oov_indices=2, output_mode="multi_hot"), dtype="string")
    one("StringLookup_adapt", (3,), lambda: adapted(L.StringLookup(), np.array([[w] for w in words])), dtype="string")
    one("IntegerLookup_activated", (3,), lambda: L.IntegerLookup(vocabulary=[1, 3, 5], output_mode="count"), dtype="int64", call=lambda l, i: L.Softmax()(l(i[0])))
    one("StringLookup_activated", (1,), lambda: L.StringLookup(vocabulary=words, output_mode="one_hot"), dtype="string", call=lambda l, i: L.ELU()(l(i[0])))
    one("TextVectorization_nested", (1,), lambda: L.TextVectorization(vocabulary=words, output_mode="multi_hot"), dtype="string", call=lambda l, i: S([L.ELU(input_shape=(5,)), L.Dense(2)])(l(i[0])))
    one("TextVectorization", (1,), lambda: L.TextVectorization(vocabulary=words, output_sequence_length=4), dtype="string")
    one("TextVectorization_adapt", (1,), lambda: adapted(L.TextVectorization(output_sequence_length=4), np.array(words)), dtype="string")
    counts = dict(output_mode="tf_idf")
    idf = [0.5, 1.5, 2.5, 3.5]
    phrases = np.array([["ant", "bee"], ["ant", "cat"], ["dog", "ant"]])
    one("StringLookup_tf_idf", (3,), lambda: L.StringLookup(vocabulary=words, idf_weights=idf, **counts), dtype="string")
    one("IntegerLookup_tf_idf", (3,), lambda: L.IntegerLookup(vocabulary=[1, 3, 5, 7], idf_weights=idf, **counts), dtype="int64")
    one("TextVectorization_tf_idf", (1,), lambda: L.TextVectorization(vocabulary=words, idf_weights=idf, **counts), dtype="string")
    one("StringLookup_tf_idf_adapt", (3,), lambda: adapted(L.StringLookup(num_oov_indices=2, **counts), phrases), dtype="string")
    one("TextVectorization_tf_idf_adapt", (1,), lambda: adapted(L.TextVectorization(**counts), np.array([" ".join(p) for p in phrases])), dtype="string")
    one("TextVectorization_tf_idf_padded_adapt", (1,), lambda: adapted(L.TextVectorization(max_tokens=12, pad_to_max_tokens=True, **counts), np.array(words)), dtype="string")
    one("Rescaling", img, lambda: L.Rescaling(1 / 255.0, offset=-1.0))
    one("Rescaling_list", img, lambda: L.Rescaling([1.0, 2.0, 3.0], offset=[0.1, 0.2, 0.3]))
    one("Resizing", img, lambda: L.Resizing(5, 6))
    one("Resizing_nearest", img, lambda: L.Resizing(5, 6, interpolation="nearest"))
    one("Resizing_crop", (8, 6, 3), lambda: L.Resizing(4, 4, crop_to_aspect_ratio=True))
    one("Resizing_integers", img, lambda: L.Resizing(5, 6), dtype="uint8")
    one("Resizing_padded_integers", img, lambda: L.Resizing(5, 6), dtype="int32", call=lambda l, i: l(L.ZeroPadding2D()(i[0])))
    one("TimeDistributed_Resizing_integers", (3, 8, 8, 3), lambda: L.TimeDistributed(L.Resizing(5, 6)), dtype="uint8")
    one("TimeDistributed_Resizing_crop_integers", (3, 8, 6, 3), lambda: L.TimeDistributed(L.Resizing(4, 4, crop_to_aspect_ratio=True)), dtype="int32")
    one("TimeDistributed_RandomCrop_integers", (3, 8, 8, 3), lambda: L.TimeDistributed(L.RandomCrop(4, 4)), dtype="uint8")
    one("TimeDistributed_GlobalAveragePooling2D_integers", (3, 8, 8, 3), lambda: L.TimeDistributed(L.GlobalAveragePooling2D()), dtype="uint8")
    one("TimeDistributed_CategoryEncoding", (3, 4), lambda: L.TimeDistributed(L.CategoryEncoding(16, output_mode="multi_hot")), dtype="int32")
    one("TimeDistributed_Discretization", vec, lambda: L.TimeDistributed(L.Discretization(bin_boundaries=[-1.0, 0.0, 1.0])), call=lambda l, i: l(L.Reshape((3, 2))(i[0])))
    one("TimeDistributed_Hashing", (3, 4), lambda: L.TimeDistributed(L.Hashing(5)), dtype="string")
    one("TimeDistributed_StringLookup", (3, 4), lambda: L.TimeDistributed(L.StringLookup(vocabulary=words)), dtype="string")
    one("CenterCrop", img, lambda: L.CenterCrop(4, 4))
    one("RandomBrightness", img, lambda: L.RandomBrightness(0.2))
    one("RandomContrast", img, lambda: L.RandomContrast(0.2))
    one("RandomCrop", img, lambda: L.RandomCrop(4, 4))
    one("RandomFlip", img, lambda: L.RandomFlip("horizontal"))
    one("RandomHeight", img, lambda: L.RandomHeight(0.2))
    one("RandomRotation", img, lambda: L.RandomRotation(0.2))
    one("RandomTranslation", img, lambda: L.RandomTranslation(0.2, 0.1))
    one("RandomWidth", img, lambda: L.RandomWidth(0.2))
    one("RandomZoom", img, lambda: L.RandomZoom(0.2))
    one("RandomFourierFeatures", vec, lambda: L.experimental.RandomFourierFeatures(5))
    one("RandomFourierFeatures_laplacian", vec, lambda: L.experimental.RandomFourierFeatures(5, kernel_initializer="laplacian", scale=2.0, trainable=True))
    one("TimeDistributed_RandomFourierFeatures", seq, lambda: L.TimeDistributed(L.experimental.RandomFourierFeatures(5)))
    one("experimental_Normalization_adapt", vec, lambda: adapted(X.Normalization(), rng.rand(50, 6) * 3))
    one("experimental_RandomFlip", img, lambda: X.RandomFlip())
    one("experimental_Rescaling", img, lambda: X.Rescaling(0.1))
    one("experimental_Resizing", img, lambda: X.Resizing(5, 6))

    # ---- how models are put together --------------------------------------------------------------
    def dense_stack(name=None, units=3, width=6):
        return S([L.Dense(units, input_shape=(width,)), L.Dense(2)], name=name)

    @model
    def sequential_input_layer():
        return S([inp(6), L.Dense(3)]), None, None

    @model
    def sequential_input_dim():
        return S([L.Dense(3, input_dim=6)]), None, None

    @model
    def sequential_batch_input_shape():
        return S([L.LSTM(3, batch_input_shape=(2, 8, 4), stateful=True)]), None, None

    @model
    def sequential_input_length():
        return S([L.Embedding(20, 4, input_length=5), L.Flatten(), L.Dense(2)]), None, None

    sequential_input_length.indices = True

    @model
    def sequential_built_later():
        s = S([L.Dense(3), L.Dense(2)])
        s.build((None, 6))
        return s, None, None

    @model
    def sequential_in_sequential():
        return S([dense_stack("a"), L.Dense(4), dense_stack("b", width=4)]), None, None

    @model
    def sequential_called_later_in_functional():
        i = inp(6)
        return M(i, S([L.Dense(3), L.Dense(2)], name="late")(i)), None, None

    @model
    def sequentials_with_the_same_inner_names():
        i = inp(6)
        a, b = (S([L.Dense(3, name="same", input_shape=(6,))], name=n) for n in ("left", "right"))
        return M(i, L.Add()([a(i), b(i)])), None, None

    @model
    def sequential_partly_frozen():
        s = S([L.Dense(3, input_shape=(6,)), L.BatchNormalization(), L.Dense(2)], name="sub")
        s.layers[0].trainable = False
        i = inp(6)
        return M(i, L.Dense(2)(s(i))), None, None

    @model
    def frozen_batch_normalization_in_the_middle():
        i = inp(6)
        b = L.BatchNormalization()
        b.trainable = False
        return M(i, L.BatchNormalization()(L.Dense(3)(b(L.Dense(4)(i))))), None, None

    @model
    def nested_twice():
        a = inp(6)
        inner = M(a, L.Dense(6, activation="tanh")(a), name="inner")
        i = inp(6)
        return M(i, inner(inner(i))), None, None

    @model
    def nested_many_inputs_and_outputs():
        a, b = inp(4, name="a"), inp(3, name="b")
        x = L.Concatenate()([a, b])
        inner = M([a, b], [L.Dense(2)(x), L.Dense(3)(x)], name="inner")
        i, j = inp(4, name="i"), inp(3, name="j")
        p, q = inner([i, j])
        return M([i, j], [L.Dense(1)(q), p]), None, None

    @model
    def nested_as_output():
        a = inp(6)
        inner = M(a, L.Dense(3)(a), name="inner")
        i = inp(6)
        return M(i, inner(L.Dense(6)(i))), None, None

    @model
    def nested_three_deep():
        a = inp(6)
        one_ = M(a, L.Dense(6)(a), name="one")
        b = inp(6)
        two = M(b, L.Add()([one_(b), L.Dense(6)(b)]), name="two")
        c = inp(6)
        three = M(c, two(L.Dense(6)(two(c))), name="three")
        i = inp(6)
        return M(i, three(i)), None, None

    @model
    def nested_in_time_distributed():
        a = inp(4)
        frame = M(a, L.Dense(3)(L.Dense(5)(a)), name="frame")
        i = inp(8, 4)
        return M(i, L.TimeDistributed(frame)(i)), None, None

    @model
    def shared_layer_at_three_nodes():
        i, d = inp(6), L.Dense(6)
        return M(i, L.Concatenate()([d(i), d(d(i))])), None, None

    @model
    def dictionary_inputs():
        i = {"a": inp(4, name="a"), "b": inp(3, name="b")}
        return M(i, L.Dense(2)(L.Concatenate()([i["a"], i["b"]]))), None, None

    @model
    def dictionary_outputs():
        i = inp(4, name="i")
        return M(i, {"left": L.Dense(2, name="left")(i), "right": L.Dense(3, name="right")(i)}), None, None

    @model
    def names_with_dots_and_spaces():
        i = inp(4, name="an.input")
        return M(i, L.Dense(2, name="a.dense")(i)), None, None

    @model
    def names_with_slashes():
        i = inp(4)
        x = L.Dense(3, name="block/a/dense")(i)
        x = L.Dense(3, name="block_a_dense")(x)
        return M(i, L.Dense(2, name="block/a_dense")(x)), None, None

    @model
    def augmentation_in_front():
        return S([inp(8, 8, 3), S([L.RandomFlip(), L.RandomRotation(0.1)], name="augment"), L.Conv2D(2, 3), L.Flatten(), L.Dense(2)]), None, None

    @model
    def float64_throughout():
        i = inp(4, dtype="float64")
        return M(i, L.BatchNormalization(dtype="float64")(L.Dense(3, dtype="float64")(i))), None, None

    @model
    def float16_throughout():
        i = inp(4, dtype="float16")
        return M(i, L.Dense(2, dtype="float16")(L.Dense(3, dtype="float16")(i))), None, None

    @model
    def mixed_precision_policy_object():
        i = inp(4)
        return M(i, L.Dense(2, dtype="float32")(L.Dense(3, dtype=keras.mixed_precision.Policy("mixed_float16"))(i))), None, None

    one("UpSampling2D_area", img, lambda: L.UpSampling2D((2, 3), interpolation="area"))
    one("Discretization_one_hot_used", (1,), lambda: L.Discretization(bin_boundaries=[-1.0, 0.0, 1.0], output_mode="one_hot"), call=lambda l, i: L.Dense(3)(l(i[0])))
    one("Discretization_multi_hot", (3,), lambda: L.Discretization(bin_boundaries=[-1.0, 0.0, 1.0], output_mode="multi_hot"), call=lambda l, i: L.Dense(3)(l(i[0])))
    one("CategoryEncoding_one_hot", (1,), lambda: L.CategoryEncoding(16, output_mode="one_hot"), dtype="int32", call=lambda l, i: L.Dense(3)(l(i[0])))
    one("RandomCrop_uint8", (9, 9, 3), lambda: L.RandomCrop(4, 4), dtype="uint8")

    # ---- masks: enough zeros among the inputs ------------------------------------------------------
    def masked_indices(name, f, inputs=2):
        def g():
            i = [inp(12, name="in%d" % k) for k in range(inputs)]
            return M(i, f(*i), name="m"), None, None

        g.indices = True
        models["masked_indices_" + name] = g

    def embed(i, units=4):
        return L.Embedding(20, units, mask_zero=True)(i)

    for name in ("Add", "Average", "Concatenate", "Maximum"):
        masked_indices(name, lambda a, b, name=name: L.GRU(2)(getattr(L, name)()([embed(a), embed(b)])))
    for name in ("Multiply", "Minimum", "Maximum"):
        masked_indices("values_of_" + name, lambda a, b, name=name: getattr(L, name)()([embed(a), L.Embedding(20, 4)(b), L.Dense(4)(embed(b))]))
    masked_indices("Concatenate_nested", lambda a, b: S([L.Dense(3, input_shape=(12, 8)), L.Dense(2)])(L.Concatenate()([embed(a), embed(b)])))
    masked_indices("names_of_masks", lambda a, b: L.Add()([L.GRU(2, name="not_equal")(L.GRU(2, return_sequences=True, name="any")(embed(a))), L.GRU(2)(L.Masking()(embed(b)))]))
    masked_indices("Lambda", lambda a, b: L.GRU(2)(L.Lambda(tf.nn.relu)(L.Add()([L.Embedding(20, 4)(a), embed(b)]))))
    masked_indices("Add_half", lambda a, b: L.GRU(2)(L.Add()([embed(a), L.Embedding(20, 4)(b)])))
    masked_indices("merged_twice", lambda a, b: L.Bidirectional(L.LSTM(2))(L.Dropout(0.1)(L.Concatenate()([L.Add()([embed(a), embed(b)]), embed(b, 3)]))))
    masked_indices("merged_average", lambda a, b: L.GlobalAveragePooling1D()(L.Dense(3)(L.Add()([embed(a), embed(b)]))))
    masked_indices("Attention", lambda a, b: L.Attention()([embed(a), embed(b)]))
    masked_indices("MultiHeadAttention", lambda a, b: L.GRU(2)(L.MultiHeadAttention(2, 3)(embed(a), embed(b))))

    def branches(name, masked, plain):
        """Two layers alike in branches of one length, of which masks make one longer in Keras 3."""

        def f():
            i, j = inp(5, 4, name="i"), inp(5, 4, name="j")
            x = masked(L.Masking(0.0)(L.ReLU(threshold=0.8)(L.Dense(4)(i))))
            return M([i, j], L.Subtract()([plain(L.ReLU()(L.Dense(4)(j))), x]), name="m"), None, None

        models["order_of_branches_" + name] = f

    @model
    def order_of_self_attention():
        i = inp(5, 4)
        q, k, v = (L.Dense(4, name=name)(i) for name in "qkv")
        return M(i, tf.matmul(tf.nn.softmax(tf.matmul(q, k, transpose_b=True)), v)), None, None

    branches("LSTM", lambda x: L.LSTM(3)(x), lambda y: L.GRU(3)(L.LeakyReLU()(y)))
    branches("BatchNormalization", lambda x: L.GlobalMaxPooling1D()(L.BatchNormalization()(x)), lambda y: L.GlobalMaxPooling1D()(L.Dense(4)(L.ReLU()(y))))
    branches("Sequential", lambda x: S([L.Flatten(input_shape=(5, 4)), L.Dense(3)])(x), lambda y: L.GRU(3)(L.LeakyReLU()(y)))
    branches("TimeDistributed", lambda x: L.GlobalMaxPooling1D()(L.TimeDistributed(L.Dense(4))(x)), lambda y: L.GlobalMaxPooling1D()(L.Dense(4)(L.ReLU()(y))))
    branches("MultiHeadAttention", lambda x: L.GlobalMaxPooling1D()(L.MultiHeadAttention(2, 3)(x, x)), lambda y: L.GlobalMaxPooling1D()(L.Dense(4)(L.ReLU()(y))))

    def translate(a, b):
        _, h, c = L.LSTM(4, return_state=True)(embed(a))
        return L.Dense(3)(L.LSTM(4, return_sequences=True)(embed(b), initial_state=[h, c]))

    masked_indices("translation", translate)
    for name, between in (("UnitNormalization", lambda x: L.UnitNormalization()(x)), ("MultiHeadAttention", lambda x: L.MultiHeadAttention(2, 3)(x, x))):
        masked_indices("states_behind_" + name, lambda a, b, between=between: L.GRU(3)(between(embed(a)), initial_state=L.GRU(3)(embed(b))))
    masked_indices("translation_bidirectional", lambda a, b: L.Bidirectional(L.LSTM(3))(embed(b), initial_state=L.Bidirectional(L.LSTM(3, return_state=True))(embed(a))[1:]))

    # ---- masks from one model into another ----------------------------------------------------------
    def inner(*inputs):
        """A model of layers that are given to it as a function of its inputs, each of so many numbers or of that shape."""
        return lambda f, name="inner": (lambda i: M(i if len(i) > 1 else i[0], f(*i), name=name))([inp(*(n if isinstance(n, tuple) else (n,))) for n in inputs])

    def encoder(name="encoder"):
        return inner(12)(embed, name)

    halve = lambda x: L.Rescaling(0.5)(x)
    masked_indices("from_model", lambda a: L.LSTM(3)(encoder()(a)), inputs=1)
    masked_indices("from_model_Rescaling", lambda a: L.LSTM(3)(halve(encoder()(a))), inputs=1)
    masked_indices("from_model_rescaled", lambda a: L.LSTM(3)(inner(12)(lambda x: halve(embed(x)))(a)), inputs=1)
    masked_indices("from_models_Concatenate", lambda a, b: L.GRU(3)(L.Concatenate()([encoder("e")(a), encoder("f")(b)])))
    masked_indices("from_model_states", lambda a, b: L.GRU(3)(encoder()(a), initial_state=L.GRU(3)(embed(b))))
    masked_indices("from_model_MultiHeadAttention", lambda a: L.GRU(2)((lambda x: L.MultiHeadAttention(2, 3)(x, x))(encoder()(a))), inputs=1)
    masked_indices("into_model", lambda a: inner((12, 4))(lambda x: L.LSTM(3)(x))(embed(a)), inputs=1)
    masked_indices("into_model_Rescaling", lambda a: inner((12, 4))(lambda x: L.LSTM(3)(halve(x)))(embed(a)), inputs=1)
    masked_indices("into_model_Add", lambda a: inner((12, 4))(lambda x: L.LSTM(3)(L.Add()([x, L.Dense(4)(x)])))(embed(a)), inputs=1)
    masked_indices("into_model_states", lambda a, b: inner((12, 4), (12, 3))(lambda x, y: L.GRU(3)(x, initial_state=L.GRU(3)(y)))([embed(a), embed(b, 3)]))
    masked_indices("into_model_one_of_two", lambda a, b: inner((12, 4), 12)(lambda x, y: L.Concatenate()([L.GRU(3)(x), y]))([embed(a), b]))
    masked_indices("from_Sequential_Rescaling", lambda a: L.LSTM(3)(S([L.Embedding(20, 4, mask_zero=True, input_length=12), L.Rescaling(0.5)])(a)), inputs=1)
    masked_indices("into_Sequential_Rescaling", lambda a: S([L.InputLayer((12, 4)), L.Rescaling(0.5), L.LSTM(3)])(embed(a)), inputs=1)

    @model
    def masked_indices_in_Sequential_Rescaling():
        return S([L.Embedding(20, 4, mask_zero=True, input_length=12), L.Rescaling(0.5), L.LSTM(3)]), None, None

    masked_indices_in_Sequential_Rescaling.indices = True

    def masked_steps(name, words):
        """What makes masks, or heeds them, for each step of an input."""

        def f():
            i = inp(3, 12)
            return M(i, L.LSTM(2)(L.TimeDistributed(L.LSTM(3))(L.TimeDistributed(words())(i)))), None, None

        f.indices = True
        models["masked_steps_" + name] = f

    masked_steps("Embedding", lambda: L.Embedding(20, 4, mask_zero=True))
    masked_steps("model", encoder)

    masked_indices("Bidirectional_Add", lambda a, b: L.LSTM(3)(L.Add()([L.Bidirectional(L.SimpleRNN(4, return_sequences=True))(embed(x)) for x in (a, b)])))
    masked_indices("Bidirectional_Concatenate", lambda a, b: L.LSTM(3)(L.Concatenate(name="concatenate")([L.Bidirectional(L.GRU(2, return_sequences=True))(embed(x)) for x in (a, b)])))
    masked_indices("states_are_unmasked", lambda a: L.GlobalAveragePooling1D()(L.Reshape((4, 1))(L.LSTM(4, return_state=True)(embed(a))[1])), inputs=1)
    masked_indices("by_name_Add", lambda a, b: L.GlobalAveragePooling1D()(L.Add()([L.GRU(4, return_sequences=True)(embed(a), mask=tf.not_equal(b, 1.0)), L.Embedding(20, 4)(b)])))
    masked_indices("by_name_handed_on", lambda a, b: L.GlobalAveragePooling1D()(L.Dense(3)(L.GRU(4, return_sequences=True)(L.Embedding(20, 4)(a), mask=tf.not_equal(b, 1.0)))))

    def words_in_sentences(name, make):
        def f():
            return make(), None, None

        f.indices = True
        models["masked_words_" + name] = f

    def functional_words(last):
        i = inp(3, 12)
        return M(i, last(L.TimeDistributed(L.LSTM(3))(L.Embedding(20, 4, mask_zero=True)(i))))

    words_in_sentences("LSTM", lambda: functional_words(L.LSTM(2)))
    words_in_sentences("pooled", lambda: functional_words(L.GlobalAveragePooling1D()))
    words_in_sentences("Sequential", lambda: S([L.Embedding(20, 4, mask_zero=True, input_shape=(3, 12)), L.TimeDistributed(L.Bidirectional(L.LSTM(3))), L.GRU(2)]))

    # ---- weights go by the order of layers ---------------------------------------------------------
    branches("training_False", lambda x: L.GlobalMaxPooling1D()(L.BatchNormalization()(x, training=False)), lambda y: L.GlobalMaxPooling1D()(L.Dense(4)(L.ReLU()(y))))

    @model
    def order_of_a_layer_called_again():
        x, again = inp(3), L.Activation("tanh")
        return M(x, L.Subtract()([again(L.Dense(3)(again(x))), L.Dense(3)(L.Dropout(0.1)(x))])), None, None

    @model
    def order_of_recurrent_layers_in_a_model():
        i, j = inp(5, 4), inp(5, 4)
        late = L.BatchNormalization()(L.Masking(0.0)(L.LSTM(4, return_sequences=True, name="late")(i)))
        early = L.LSTM(4, return_sequences=True, name="early")(j)
        for _ in range(3):
            early = L.Activation("tanh")(early)
        a, b = inp(5, 4), inp(5, 4)
        return M([a, b], M([i, j], L.Subtract()([late, early]))([a, b])), None, None

    for unit in ("LayerNormalization", "BatchNormalization", "UnitNormalization"):
        one(unit + "_integers", seq, lambda unit=unit: getattr(L, unit)(), call=lambda l, i: l(L.Discretization([-0.5, 0.0, 0.5])(i[0])))

    @model
    def models_added_without_masks():
        a, b = (inner(6)(lambda x: L.Dense(4)(x), name) for name in "ab")
        i = inp(6)
        x = S([L.Dense(12, input_shape=(4,)), L.Reshape((3, 4))], name="head")(L.Add()([a(i), b(i)]))
        return M(i, inner((3, 4))(lambda x: L.LSTM(3)(L.Add()([x, L.Dense(4)(x)])))(x)), None, None

    # ---- types: means of integers are integers in TensorFlow -----------------------------------------
    mean = lambda l, i: tf.reduce_mean(l(i if len(i) > 1 else i[0]), axis=-1)
    one("mean_of_TextVectorization", (1,), lambda: L.TextVectorization(vocabulary=words, output_sequence_length=3), dtype="string", call=mean)
    one("mean_of_Add", (3,), lambda: L.Add(), inputs=2, dtype="int32", call=mean)
    one("mean_of_MaxPooling2D", img, lambda: L.MaxPooling2D(), dtype="int32", call=mean)

    @model
    def nested_in_a_chain():
        m = None
        for k in range(4):
            i = inp(6)
            x = L.Dense(6)(i)
            m = M(i, x if m is None else m(m(x)), name="m%d" % k)
        return m, None, None

    @model
    def layer_shared_by_models():
        d = L.Dense(6, name="shared")
        i, j, k = inp(6), inp(6), inp(6)
        a, b = M(i, d(i), name="a"), M(j, L.Dense(3)(d(j)), name="b")
        return M(k, L.Concatenate()([a(k), b(k), d(k)])), None, None

    @model
    def layers_called_in_turns():
        i, d, e = inp(6), L.Dense(6), L.Dense(6)
        x = i
        for _ in range(3):
            x = e(d(x))
        return M(i, x), None, None

    @model
    def bidirectional_stack():
        # What Keras 3 makes of these in an archive used to depend on where they came to lie in memory.
        x = i = inp(5, 6)
        steps = []
        for _ in range(8):
            x = L.Bidirectional(L.RNN([L.LSTMCell(3), L.GRUCell(3)], return_sequences=True))(x)
            steps.append(x)
        return M(i, L.Dense(2)(L.Concatenate()(steps))), None, None

    @model
    def unused_input():
        i, j = inp(6, name="used"), inp(3, name="unused")
        return M([i, j], L.Dense(2)(i)), None, None

    @model
    def names_of_operations():
        i = inp(6)
        x = L.Reshape((3, 2))(tf.reshape(i, [-1, 2, 3]))
        return M(i, L.Dense(2, name="mean")(tf.reduce_mean(tf.concat([x, L.Concatenate()([x, x])], -1), axis=1))), None, None

    return models
