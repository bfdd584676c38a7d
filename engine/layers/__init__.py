"""The kinds of layers, one file each: its table in the lesson file, its records, its two ways through the equations.

A lesson asks for them by kind, `[[network.layers]] kind = "conv2d"` (no kind is dense). Every example is given to layer 1
in the shape `[network] shape = [channels, rows, columns]` or `[tokens, length]`, else as one row; `x` stays one flat row.

    kind                    from, to                     file                      source
    dense                   (n_in,), (n,)                dense.py
    conv2d                  (C, H, W), (F, rows, cols)   conv2d.py                 LeCun et al. 1989
    max_pool, mean_pool     (C, H, W), (C, rows, cols)   pooling.py                Scherer et al. 2010
    flatten                 any, (n,)                    flatten.py
    activation              any, the same                activation_only.py
    batch_norm              (n,) or (C, H, W), the same  batch_norm.py             Ioffe & Szegedy 2015
    layer_norm              (n,) or (T, d), the same     layer_norm.py             Ba et al. 2016
    residual                any, the same                residual.py               He et al. 2015
    dropout                 any, the same                dropout.py                Srivastava et al. 2014
    rnn, lstm, gru          (T, d), (T, n) or (n,)       rnn.py, lstm.py, gru.py  Elman 1990; Hochreiter & Schmidhuber 1997; Cho et al. 2014
    embedding               T names, (T, d)              embedding.py              Bengio et al. 2003
    embedding_pair          2 names, (2, d)              embedding.py              Koren et al. 2009
    dot                     (2, d), (1,)                 dot.py
    token_dense             (T, d), (T, n)               token_dense.py            Vaswani et al. 2017
    attention               (T, d), (T, width)           attention.py              Vaswani et al. 2017
    multi_head_attention    (T, d), (T, units)           multi_head_attention.py   Vaswani et al. 2017

And three losses on a last layer of softmax: `next_token` (next_token.py; y: for each token the number of the token wanted),
`policy_gradient` (y: the action taken, its advantage) and `ppo` (y: action, advantage, the old policy's probability;
`[network] clip = 0.2`), both in policy.py (Williams 1992; Schulman et al. 2017).

In the trace every record of a layer other than dense begins with `kind` and `l`; its other keys are the fields of the record in the
layer's file, where their shapes are told. Dense layers keep their records, without `kind`. `x` and `y` of an example are
folded into the shapes of the network's input and output (for the three losses above y stays as given, and `error` is a
minus the one-hot of the class it names); `objective` holds what the loss of such an example is made of; `update` holds
for each parameter p of a layer p, dL_dp, step_p and p_new, and for what is kept beside them (batch
norm's averages, how often dropout drew) the value and the new one; `nudges` is empty.

A kind is: a table (KindSpec) that says which shapes it takes and which parameters it wants; a layer (LayerKind) with
`forward` and `backward`, the lines of the book for one example, and `run`, `delta` and `pull`, vectorised over a batch,
real or complex. `tables.py` lists them. `gradcheck` holds the two against each other and against the losses themselves.
"""
