"""Every word that a description is made of, in Spanish: the names of `en.py`, and the nouns of what the Spanish films draw."""

from __future__ import annotations

# ---- maths
LETTERS = {
    "alpha": "alfa", "beta": "beta", "gamma": "gamma", "delta": "delta", "epsilon": "épsilon", "eta": "eta", "theta": "zeta griega",
    "lambda": "lambda", "mu": "mu", "pi": "pi", "sigma": "sigma", "phi": "fi", "omega": "omega", "tau": "tau", "rho": "ro",
    "Phi": "fi mayúscula", "Omega": "omega", "infinity": "infinito", "oo": "infinito", "ln": "el logaritmo", "log": "el logaritmo",
    "exp": "e elevado a", "max": "el mayor", "min": "el menor", "tanh": "tangente hiperbólica", "softmax": "softmax", "relu": "relu",
    "sigmoid": "sigmoide", "NaN": "nada", "cos": "el coseno", "sin": "el seno", "clip": "clip",
    "abs": "el valor absoluto", "sqrt": "la raíz",
}  # fmt: skip
PREFIXES = {
    "Delta": "delta", "partial": "la derivada de", "sum": "la suma de", "product": "el producto de", "hat": "", "bar": "",
    "overline": "", "macron": "", "cal": "",
}  # fmt: skip
HALF = "un medio por"
OVER = {"sum": "la suma sobre {of} de", "product": "producto sobre {of} de"}
OF_LAYER = "de la capa {layer}"
SCRIPTS = {"2": "al cuadrado", "T": "traspuesta", "top": "traspuesta", "*": "estrella", "'": "prima"}
MATHS = {"times": "por", "of": "de", "quantity": "la cantidad", "power": "elevado a", "slope": "la derivada de", "by": "respecto de"}
SIGNS = {
    "dot.c": "por", "lt.eq": "a lo sumo", "gt.eq": "al menos",
    "=": "igual a", "+": "más", "-": "menos", "−": "menos", "/": "entre", "slash": "entre", "dot": "por", "times": "por",
    "dot.o": "por, elemento a elemento,", "dot.circle": "por, elemento a elemento,", "approx": "casi igual a", "<": "menor que",
    ">": "mayor que", "arrow.r.long": "pasa a", "arrow.r": "pasa a", "arrow.t": "sube", "arrow.b": "baja", "arrow.l": "viene de",
    "arrow.l.long": "viene de", "?": "interrogante", "'": "prima", "|": "dado", "dots": "y así sucesivamente",
    "dots.c": "y así sucesivamente", "dots.h": "y así sucesivamente", "dots.v": "y así sucesivamente", "%": "por ciento",
    "plus.minus": "más o menos", "in": "en", "prop": "es proporcional a", "arrow.r.double": "luego", "!": "", ".": "", "*": "por",
    "…": "y así sucesivamente",
}  # fmt: skip

# ---- sentences
SHOWS = "Vemos{where} {words}."
NEW = "Aparece{where}: {words}."
BACK = "Vuelve{where}: {noun}."
GONE = "Desaparece: {noun}."
WRITTEN = "Escrito{where}: {line}."
THEN = "Después: {line}."
GOES_ON = "La línea sigue: {line}."
LONG = "Hay{where} una fórmula más larga."
TITLE = "Título: {line}."
LABEL = "Texto{where}: {line}."
VALUE = "{noun:en}, {name} vale {numbers}."
BARE = "{name} vale {numbers}."
FILLED = "{noun:en} entran {count} números más."
RENEWED = "tras el paso, {name}"
PASSES = "La luz recorre {noun}, capa por capa, hacia las salidas."
RETURNS = "La luz recorre {noun} hacia atrás, capa por capa, hasta las entradas."
TRAVELS = "{numbers} pasa {noun:de} {other:a}."
TRAVELS_SAID = "El número pasa {noun:de} {other:a}."
TRAVEL = "{count} números pasan {noun:de} {other:a}."
THE_MATHS = "la línea de cálculo"
WHERE = {"left": "a la izquierda", "right": "a la derecha", "top": "arriba", "bottom": "abajo", "": ""}
ONE_INPUT, INPUTS = "una entrada", "{n} entradas"
ONE_OUTPUT, OUTPUTS = "una salida", "{n} salidas"
HIDDEN = "una capa oculta de {n} neuronas"
HIDDEN_ONE = "una capa oculta de una neurona"
HIDDEN_EACH = "{layers} capas ocultas de {n} neuronas cada una"
HIDDEN_LIST = "{layers} capas ocultas, de {n} neuronas"
NETWORK = "{article}, de izquierda a derecha: {inputs}{hidden} y {outputs}"
WITH_LOSS = ", y luego la pérdida"
AND = "y"
MATRIX = "una matriz de {high} filas y {wide} columnas"
GRID = "una cuadrícula de {high} filas y {wide} columnas"
COLUMN, ROW = "una columna de {n} números", "una fila de {n} números"
LIT = "Bajo la luz: {words}."
INPUT_NEURON, OUTPUT_NEURON, HIDDEN_NEURON = "la entrada {n}", "la salida {n}", "la neurona {n} de la capa {l}"
LINE_BETWEEN = "la línea de {source} a {to}"

# ---- things
_NET = ("la red", "una red")
NOUNS = {
    "kit.NetworkDiagram": _NET, "kit.LitNet": _NET, "kit.BlameNet": _NET, "gradients.FilledNet": _NET, "update.StepNet": _NET,
    "forward.NamedNet": _NET,
    "chain_rule.NetworkEnd": ("el final de la red", "las últimas capas de la red, con la pérdida a su derecha"),
    "kit.LayerStrip": (
        "la tira de capas",
        "una red profunda en forma de tira: una cápsula vertical por capa, líneas entre ellas y la pérdida al final",
    ),
    "kit.BiasInput": ("el sesgo", "un nodo pequeño que dice 1, con una línea que entra en una neurona: el sesgo"),
    "kit.MatrixView": ("la matriz", "una matriz"), "kit._Close": ("la matriz", "una matriz"),
    "kit.LayerEquation": (
        "la capa en matrices",
        "una capa escrita con matrices en fila: los pesos, las entradas, más los sesgos, y lo que resulta",
    ),
    "kit.OuterProduct": (
        "el producto exterior",
        "una tabla entre corchetes: las deltas en una columna a la izquierda, las salidas de la capa anterior en una fila encima, "
        "y en cada celda un producto",
    ),
    "kit.OblongBack": ("la pareja de matrices", "una matriz pequeña de pesos junto a dos deltas, y la misma matriz volteada"),
    "kit.Wall": ("la pared de ecuaciones", "todas las ecuaciones juntas en una pared"),
    "delta.Line": ("la fila de matrices", "columnas y matrices en fila, con los signos entre ellas"),
    "delta.Upright": ("la matriz", "la matriz de los pesos, en pie"),
    "chain_rule.Product": ("el producto", "las pendientes multiplicadas en una línea, desde la pérdida hasta el peso"),
    "kit.CurvePlot": ("la gráfica", "la gráfica de una curva"),
    "kit.LogAxes": ("los ejes", "unos ejes en los que cada paso es diez veces el anterior"),
    "kit.GrowingCurve": ("la curva", "una curva que dibuja un punto"),
    "kit.LossBars": ("la pareja de barras", "dos barras: la pérdida antes del paso y después"),
    "kit.LogBars": ("el grupo de barras", "barras en una escala de potencias de diez"),
    "kit.Scales": ("los ejes", "dos ejes con números"),
    "kit.NumberLine": ("la recta numérica", "una recta numérica con un punto"),
    "kit.MissSquare": ("el cuadrado", "un cuadrado en la recta numérica, entre lo que se quería y lo que se dijo"),
    "kit.FieldView": (
        "el mapa",
        "un mapa cuadrado de todas las entradas; el tono dice qué se responde en cada lugar; los puntos llenos y los anillos son los "
        "ejemplos",
    ),
    "kit.Confusion": ("la tabla de respuestas", "una tabla: la clase verdadera en las filas, la clase respondida en las columnas"),
    "kit.TwinFrame": ("la pareja de paneles", "dos paneles, uno al lado del otro"),
    "kit.TwinLoss": ("la pareja de curvas", "dos curvas de pérdida en una gráfica, a lo largo de los pasos"),
    "kit.TwinRuns": (
        "la pareja de entrenamientos",
        "dos paneles, uno al lado del otro, con las barras de dos entrenamientos, y debajo sus curvas de pérdida",
    ),
    "kit.RepairLines": (
        "la gráfica de factores",
        "una línea en el factor uno; por cada remedio, una flecha del factor de antes al de después",
    ),
    "breath.Pair": None,
    "forward.Shelf": ("la película", "una tira de película, un fotograma por capa, con los valores que guarda"),
    "forward.TwoLayers": (
        "la pareja de gráficas",
        "dos gráficas, una encima de otra: lo que dicen las neuronas de la primera capa mientras una entrada se desliza, y la suma que "
        "la capa siguiente hace con ello",
    ),
    "chain_rule.ChainView": (
        "la cadena de tarjetas",
        "una cadena de tarjetas del peso a la pérdida, con una flecha de cada una a la siguiente",
    ),
    "chain_rule.NudgeBars": ("el grupo de barras", "una barra junto a cada tarjeta: cuánto se mueve esa cantidad"),
    "chain_rule.Thought": ("el grupo de barras", "barras de longitud entera junto a las tarjetas, para un experimento mental"),
    "update.BeforeAfter": ("la tabla de salidas", "una tabla de las salidas: antes del paso, después y lo que se quería"),
    "update.LossCurve": ("la curva de pérdida", "una curva de la pérdida a lo largo de los pasos"),
    "update.Cycle": ("el ciclo", "un ciclo de tres palabras con flechas: hacia adelante, hacia atrás, paso"),
    "update.SlopeSketch": ("el esquema", "un esquema de la pérdida según un peso: una pendiente, y un punto en ella"),
    "update.Valleys": (
        "el dibujo de los valles",
        "un dibujo de dos valles con saltos: uno para una tasa de aprendizaje pequeña, otro para una grande",
    ),
    "update.StepMatrices": ("la fila de matrices", "tres matrices en fila: los pesos viejos menos el paso, igual a los pesos nuevos"),
    "gradients.OuterTable": ("la tabla", "las deltas a un lado, las salidas de la capa anterior arriba, y en cada celda un producto"),
    "gradients.Order": ("el esquema", "una columna por una fila, y la cuadrícula que forman"),
}  # fmt: skip


def after(preposition: str, noun: str) -> str:
    """A noun behind a preposition: "de el" is "del", "a el" is "al"."""
    article, _, rest = noun.partition(" ")
    return f"{preposition}l {rest}" if article == "el" and preposition in ("de", "a") else f"{preposition} {noun}"
