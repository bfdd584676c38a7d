"""The lines of a film's notebook, which read as the book does and share nothing with the engine."""

WORK = '''def forward(layers, x):
    """Every layer from the first to the last, by the names of the trace."""
    found, a = [], x
    for layer, act in zip(layers, acts):
        z = layer["W"] @ a + layer["b"]
        found.append({"a_in": a, "products": layer["W"] * a, "Wa": layer["W"] @ a, "z": z, "a": act["value"](z)})
        a = found[-1]["a"]
    return found


def backward(layers, fwds, dL_da):
    """Every layer from the last to the first."""
    found = []
    for layer, act, fwd in reversed(list(zip(layers, acts, fwds))):
        da_dz = act["slope"](fwd["z"], fwd["a"])
        delta = da_dz @ dL_da if da_dz.ndim == 2 else da_dz * dL_da  # a softmax has a Jacobian
        dL_db = delta if len(layer["b"]) == len(delta) else np.array([delta.sum()])  # a bias each, or one for all
        found.append({"dL_da": dL_da, "da_dz": da_dz, "delta": delta, "dL_dW": np.outer(delta, fwd["a_in"]), "dL_db": dL_db,
                      "terms": layer["W"] * delta[:, None], "dL_da_in": layer["W"].T @ delta})
        dL_da = found[-1]["dL_da_in"]
    return found


def nudged(layers, l, z, y, h, L):
    """Layer l with each of its sums raised by h, one at a time."""
    L_plus = []
    for i in range(len(z)):
        a = acts[l]["value"](z + h * np.eye(len(z))[i])
        for layer, act in zip(layers[l + 1:], acts[l + 1:]):
            a = act["value"](layer["W"] @ a + layer["b"])
        L_plus.append(loss(a, y))
    return {"h": h, "z_plus": z + h, "L_plus": L_plus, "ratio": [(one - L) / h for one in L_plus]}


def example(layers, x, y, h=None):
    """Both passes of one example."""
    fwds = forward(layers, x)
    a, L = fwds[-1]["a"], loss(fwds[-1]["a"], y)
    shaken = [nudged(layers, l, fwd["z"], y, h, L) for l, fwd in enumerate(fwds)] if h else []
    return {"x": x, "y": y, "L": L, "error": a - y, "L_terms": terms_of_loss(a, y), "forward": fwds,
            "backward": backward(layers, fwds, slope_of_loss(a, y)), "nudges": shaken}


def step(known):
    """A batch, and the step that it takes."""
    layers, h = known["layers"], known["h"]
    examples = [example(layers, x, y, h) for x, y in known["examples"]]
    share = len(examples) if mean else 1
    update = []
    for l, layer in enumerate(layers):
        dL_dW, dL_db = (sum(each["backward"][-1 - l][name] for each in examples) / share for name in ("dL_dW", "dL_db"))
        step_W, step_b = eta * dL_dW, eta * dL_db * train_biases
        update.append({"W": layer["W"], "b": layer["b"], "dL_dW": dL_dW, "dL_db": dL_db, "step_W": step_W, "step_b": step_b,
                       "W_new": layer["W"] - step_W, "b_new": layer["b"] - step_b})
    new = [{"W": each["W_new"], "b": each["b_new"]} for each in update]
    L, L_new = (sum(loss(forward(which, x)[-1]["a"], y) for x, y in known["examples"]) / share for which in (layers, new))
    return {"step": known["step"], "examples": examples, "update": update, "L": L, "L_new": L_new}


def agree(found, wanted):
    """Whether two roads came to the same number."""
    np.testing.assert_allclose(found, wanted, rtol=1e-6, atol=1e-12)


trace = {"steps": {k: step(known) for k, known in given.items()},
         "lesson": {"training": {"learning_rate": eta, "steps": count_of_steps}}}
'''
LOSSES = '''def training(known, count):
    """The loss before every step, and after the last."""
    layers, found = known["layers"], []
    for k in range(count + 1):
        made = step({**known, "layers": layers, "h": None})
        found.append(made["L"])
        layers = [{"W": each["W_new"], "b": each["b_new"]} for each in made["update"]]
    return found


'''
CHECK = '''def at(path):
    """A number by its place in the trace."""
    value = trace
    for name, k in re.findall(r"(\\w+)|\\[(\\d+)\\]", path.replace("[", ".[")):
        value = value[int(k)] if k else value[name]
    return value


def check(rows):
    """Print each number, when it is seen or said, and where it stands in the trace; stop at one that does not come out."""
    lost = [int(path[7:-1]) for _, _, path, _, _ in rows if path.startswith("losses")]
    if lost:
        trace["losses"] = training(given[0], max(lost))
    for time, beat, path, value, shown in rows:
        mine = float(at(path))
        agree(mine, value)
        print(f"{time:>5}  {beat:16} {shown:>12}   {mine:+.8g}   {path}")
    print(f"All {len(rows)} numbers come out.")
'''
TORCH = '''try:
    import torch
except ImportError:
    torch = None
    print("torch is not installed: its road is left out.")


def autograd(known, made):
    """Every gradient and every delta once more, by torch alone."""
    layers = [{name: torch.tensor(layer[name], dtype=torch.float64, requires_grad=True) for name in "Wb"} for layer in known["layers"]]
    share, total, sums = len(known["examples"]) if mean else 1, 0, []
    for x, y in known["examples"]:
        a = torch.tensor(x, dtype=torch.float64)
        for layer, act in zip(layers, acts):
            z = layer["W"] @ a + layer["b"]
            z.retain_grad()
            sums.append(z)
            a = act["torch"](z)
        total = total + loss_in_torch(a, torch.tensor(y, dtype=torch.float64)) / share
    total.backward()
    agree(total.item(), made["L"])
    for layer, update in zip(layers, made["update"]):
        agree(layer["W"].grad.numpy(), update["dL_dW"])
        agree(layer["b"].grad.numpy(), update["dL_db"])
    deltas = [bwd["delta"] for each in made["examples"] for bwd in reversed(each["backward"])]
    for z, delta in zip(sums, deltas):
        agree(z.grad.numpy() * share, delta)


if torch:
    for k, known in given.items():
        autograd(known, trace["steps"][k])
    print("torch agrees.")
'''
