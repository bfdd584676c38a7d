"""Every word that a description is made of, in French: the names of `en.py`, and the nouns of what the French films draw."""

from __future__ import annotations

# ---- maths
LETTERS = {
    "alpha": "alpha", "beta": "bêta", "gamma": "gamma", "delta": "delta", "epsilon": "epsilon", "eta": "êta", "theta": "thêta",
    "lambda": "lambda", "mu": "mu", "pi": "pi", "sigma": "sigma", "phi": "phi", "omega": "oméga", "tau": "tau", "rho": "rhô",
    "Phi": "grand phi", "Omega": "oméga", "infinity": "l'infini", "oo": "l'infini", "ln": "le logarithme", "log": "le logarithme",
    "exp": "e puissance", "max": "le plus grand", "min": "le plus petit", "tanh": "tangente hyperbolique", "softmax": "softmax",
    "relu": "ReLU", "sigmoid": "sigmoïde", "NaN": "rien", "cos": "le cosinus", "sin": "le sinus", "sqrt": "la racine",
    "clip": "clip",
    "abs": "la valeur absolue",
}  # fmt: skip
PREFIXES = {
    "Delta": "delta", "partial": "d rond", "sum": "la somme de", "product": "le produit de", "hat": "", "bar": "", "overline": "",
    "macron": "", "cal": "",
}  # fmt: skip
HALF = "un demi fois"
OVER = {"sum": "la somme sur {of} de", "product": "produit sur {of} de"}
OF_LAYER = "de la couche {layer}"
SCRIPTS = {"2": "au carré", "T": "transposée", "top": "transposée", "*": "étoile", "'": "prime"}
MATHS = {"times": "fois", "of": "de", "quantity": "la quantité", "power": "puissance", "slope": "d rond", "by": "sur d rond"}
SIGNS = {
    "dot.c": "fois", "lt.eq": "au plus", "gt.eq": "au moins",
    "=": "égale", "+": "plus", "-": "moins", "−": "moins", "/": "sur", "slash": "sur", "dot": "fois", "times": "fois",
    "dot.o": "fois, terme à terme,", "dot.circle": "fois, terme à terme,", "approx": "vaut environ", "<": "inférieur à",
    ">": "supérieur à", "arrow.r.long": "devient", "arrow.r": "devient", "arrow.t": "monte", "arrow.b": "descend",
    "arrow.l": "vient de", "arrow.l.long": "vient de", "?": "point d'interrogation", "'": "prime", "|": "sachant",
    "dots": "et ainsi de suite", "dots.c": "et ainsi de suite", "dots.h": "et ainsi de suite", "dots.v": "et ainsi de suite",
    "%": "pour cent", "plus.minus": "plus ou moins", "in": "dans", "prop": "est proportionnel à", "arrow.r.double": "donc", "!": "",
    ".": "", "*": "fois", "…": "et ainsi de suite",
}  # fmt: skip

# ---- sentences; a kept space stands before a colon
SHOWS = "On voit{where} {words}."
NEW = "Nouveau{where}\u00a0: {words}."
BACK = "De retour{where}\u00a0: {noun}."
GONE = "Disparu de l'image\u00a0: {noun}."
WRITTEN = "Écrit{where}\u00a0: {line}."
THEN = "Puis\u00a0: {line}."
GOES_ON = "La ligne continue\u00a0: {line}."
LONG = "Il y a{where} une formule plus longue."
TITLE = "Titre\u00a0: {line}."
LABEL = "Texte{where}\u00a0: {line}."
VALUE = "{noun:dans}, {name} vaut {numbers}."
BARE = "{name} vaut {numbers}."
FILLED = "{noun:dans} arrivent {count} autres nombres."
RENEWED = "après le pas, {name}"
PASSES = "La lumière traverse {noun}, couche par couche, vers les sorties."
RETURNS = "La lumière retraverse {noun} en sens inverse, couche par couche, vers les entrées."
TRAVELS = "{numbers} passe {noun:de} {other:à}."
TRAVELS_SAID = "Le nombre passe {noun:de} {other:à}."
TRAVEL = "{count} nombres passent {noun:de} {other:à}."
THE_MATHS = "la ligne de calcul"
WHERE = {"left": "à gauche", "right": "à droite", "top": "en haut", "bottom": "en bas", "": ""}
ONE_INPUT, INPUTS = "une entrée", "{n} entrées"
ONE_OUTPUT, OUTPUTS = "une sortie", "{n} sorties"
HIDDEN = "une couche cachée de {n} neurones"
HIDDEN_ONE = "une couche cachée d'un seul neurone"
HIDDEN_EACH = "{layers} couches cachées de {n} neurones chacune"
HIDDEN_LIST = "{layers} couches cachées, de {n} neurones"
NETWORK = "{article}, de gauche à droite\u00a0: {inputs}{hidden} et {outputs}"
WITH_LOSS = ", puis la perte"
AND = "et"
MATRIX = "une matrice de {high} lignes et {wide} colonnes"
GRID = "une grille de {high} lignes et {wide} colonnes"
COLUMN, ROW = "une colonne de {n} nombres", "une ligne de {n} nombres"
LIT = "En lumière\u00a0: {words}."
INPUT_NEURON, OUTPUT_NEURON, HIDDEN_NEURON = "l'entrée {n}", "la sortie {n}", "le neurone {n} de la couche {l}"
LINE_BETWEEN = "la connexion entre {source} et {to}"

# ---- things
_NET = ("le réseau", "un réseau")
NOUNS = {
    "kit.NetworkDiagram": _NET, "kit.LitNet": _NET, "kit.BlameNet": _NET, "gradients.FilledNet": _NET, "update.StepNet": _NET,
    "forward.NamedNet": _NET,
    "chain_rule.NetworkEnd": ("la fin du réseau", "les dernières couches du réseau, avec la perte à leur droite"),
    "kit.LayerStrip": (
        "la bande de couches",
        "un réseau profond en forme de bande\u00a0: une capsule debout pour chaque couche, des lignes entre elles et la perte au bout",
    ),
    "kit.BiasInput": ("le biais", "un petit nœud qui dit 1, relié par une ligne à un neurone\u00a0: le biais"),
    "kit.MatrixView": ("la matrice", "une matrice"), "kit._Close": ("la matrice", "une matrice"),
    "kit.LayerEquation": (
        "la couche en matrices",
        "une couche écrite avec des matrices à la suite\u00a0: les poids, les entrées, plus les biais, et ce qui en résulte",
    ),
    "kit.OuterProduct": (
        "le produit extérieur",
        "un tableau entre crochets\u00a0: les deltas en colonne à gauche, les sorties de la couche précédente en ligne au-dessus, "
        "et dans chaque case un produit",
    ),
    "kit.OblongBack": ("la paire de matrices", "une petite matrice de poids à côté de deux deltas, et la même matrice retournée"),
    "kit.Wall": ("le mur d'équations", "toutes les équations ensemble sur un mur"),
    "delta.Line": ("la rangée de matrices", "des colonnes et des matrices à la suite, avec les signes entre elles"),
    "delta.Upright": ("la matrice", "la matrice des poids, debout"),
    "chain_rule.Product": ("le produit", "les pentes multipliées sur une ligne, de la perte jusqu'au poids"),
    "kit.CurvePlot": ("le graphique", "le graphique d'une courbe"),
    "kit.LogAxes": ("le repère", "des axes où chaque pas vaut dix fois le précédent"),
    "kit.GrowingCurve": ("la courbe", "une courbe que trace un point"),
    "kit.LossBars": ("la paire de barres", "deux barres\u00a0: la perte avant le pas et après"),
    "kit.LogBars": ("le diagramme en barres", "des barres sur une échelle de puissances de dix"),
    "kit.Scales": ("le repère", "deux axes avec des nombres"),
    "kit.NumberLine": ("la droite graduée", "une droite graduée avec un point"),
    "kit.MissSquare": ("le carré", "un carré sur la droite graduée, entre ce qui est voulu et ce qui est dit"),
    "kit.FieldView": (
        "la carte",
        "une carte carrée de toutes les entrées\u00a0; la teinte dit ce qui est répondu en chaque point\u00a0; les points pleins et les "
        "anneaux sont les exemples",
    ),
    "kit.Confusion": ("le tableau des réponses", "un tableau\u00a0: la vraie classe en ligne, la classe répondue en colonne"),
    "kit.TwinFrame": ("la paire de panneaux", "deux panneaux côte à côte"),
    "kit.TwinLoss": ("la paire de courbes", "deux courbes de perte sur un même graphique, au fil des pas"),
    "kit.TwinRuns": (
        "la paire d'entraînements",
        "deux panneaux côte à côte avec les barres de deux entraînements, et sous eux leurs courbes de perte",
    ),
    "kit.RepairLines": (
        "le graphique des facteurs",
        "une ligne au facteur un\u00a0; pour chaque remède, une flèche du facteur d'avant à celui d'après",
    ),
    "breath.Pair": None,
    "forward.Shelf": ("la pellicule", "une bande de pellicule, une image par couche, avec les valeurs qu'elle garde"),
    "forward.TwoLayers": (
        "la paire de graphiques",
        "deux graphiques l'un sur l'autre\u00a0: ce que disent les neurones de la première couche pendant qu'une entrée glisse, et la "
        "somme qu'en fait la couche suivante",
    ),
    "chain_rule.ChainView": ("la chaîne de cartes", "une chaîne de cartes du poids à la perte, avec une flèche de chacune à la suivante"),
    "chain_rule.NudgeBars": ("le diagramme en barres", "une barre à côté de chaque carte\u00a0: de combien bouge cette grandeur"),
    "chain_rule.Thought": ("le diagramme en barres", "des barres de longueur entière à côté des cartes, pour une expérience de pensée"),
    "update.BeforeAfter": ("le tableau des sorties", "un tableau des sorties\u00a0: avant le pas, après, et ce qui est voulu"),
    "update.LossCurve": ("la courbe de perte", "une courbe de la perte au fil des pas"),
    "update.Cycle": ("le cycle", "un cycle de trois mots avec des flèches\u00a0: avant, arrière, pas"),
    "update.SlopeSketch": ("l'esquisse", "une esquisse de la perte selon un poids\u00a0: une pente, et un point dessus"),
    "update.Valleys": (
        "l'esquisse des vallées",
        "une esquisse de deux vallées avec des bonds\u00a0: l'une pour un petit taux d'apprentissage, l'autre pour un grand",
    ),
    "update.StepMatrices": (
        "la rangée de matrices",
        "trois matrices à la suite\u00a0: les anciens poids, moins le pas, égale les nouveaux",
    ),
    "gradients.OuterTable": (
        "le tableau",
        "les deltas sur le côté, les sorties de la couche précédente en haut, et dans chaque case un produit",
    ),
    "gradients.Order": ("l'esquisse", "une colonne fois une ligne, et la grille qu'elles forment"),
}  # fmt: skip


def after(preposition: str, noun: str) -> str:
    """A noun behind a preposition: "de le" is "du", "à le" is "au"."""
    article, _, rest = noun.partition(" ")
    melted = {"de": "du", "à": "au"}.get(preposition, "") if article == "le" else ""
    return f"{melted} {rest}" if melted else f"{preposition} {noun}"
