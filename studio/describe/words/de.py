"""Every word that a description is made of, in German: the names of `en.py`, and the nouns of what the German films draw.

Every noun is in the singular and begins with its article, by which `after` sets its case: "das Netz", "im Netz", "vom Netz".
"""

from __future__ import annotations

# ---- maths
GREEK = "alpha beta gamma delta epsilon eta theta lambda pi sigma phi omega tau rho".split()
LETTERS = {letter: letter.capitalize() for letter in GREEK} | {
    "mu": "Mü", "Phi": "großes Phi", "Omega": "Omega", "infinity": "unendlich", "oo": "unendlich", "ln": "der Logarithmus",
    "log": "der Logarithmus", "exp": "e hoch", "max": "das Größere", "min": "das Kleinere", "tanh": "Tangens hyperbolicus",
    "softmax": "Softmax", "relu": "ReLU", "sigmoid": "Sigmoid", "NaN": "nichts", "cos": "der Kosinus", "sin": "der Sinus",
    "clip": "clip",
    "abs": "der Betrag", "sqrt": "die Wurzel",
}  # fmt: skip
PREFIXES = {
    "Delta": "Delta", "partial": "d", "sum": "die Summe von", "product": "das Produkt von", "hat": "", "bar": "", "overline": "",
    "macron": "", "cal": "",
}  # fmt: skip
HALF = "ein halb mal"
OVER = {"sum": "die Summe über {of} von", "product": "Produkt über {of} von"}
OF_LAYER = "von Schicht {layer}"
SCRIPTS = {"2": "zum Quadrat", "T": "transponiert", "top": "transponiert", "*": "Stern", "'": "Strich"}
MATHS = {"times": "mal", "of": "von", "quantity": "Klammer", "power": "hoch", "slope": "d", "by": "nach d"}
SIGNS = {
    "dot.c": "mal", "lt.eq": "höchstens", "gt.eq": "mindestens",
    "=": "gleich", "+": "plus", "-": "minus", "−": "minus", "/": "durch", "slash": "durch", "dot": "mal", "times": "mal",
    "dot.o": "mal, Eintrag für Eintrag,", "dot.circle": "mal, Eintrag für Eintrag,", "approx": "ungefähr gleich",
    "<": "kleiner als", ">": "größer als", "arrow.r.long": "wird zu", "arrow.r": "wird zu", "arrow.t": "steigt", "arrow.b": "fällt",
    "arrow.l": "kommt von", "arrow.l.long": "kommt von", "?": "Fragezeichen", "'": "Strich", "|": "gegeben", "dots": "und so weiter",
    "dots.c": "und so weiter", "dots.h": "und so weiter", "dots.v": "und so weiter", "%": "Prozent", "plus.minus": "plus oder minus",
    "in": "in", "prop": "ist proportional zu", "arrow.r.double": "also", "!": "", ".": "", "*": "mal", "…": "und so weiter",
}  # fmt: skip

# ---- sentences
SHOWS = "Zu sehen{where}: {words}."
NEW = "Neu{where}: {words}."
BACK = "Wieder da{where}: {noun}."
GONE = "Verschwunden: {noun}."
WRITTEN = "Geschrieben{where}: {line}."
THEN = "Dann: {line}."
GOES_ON = "Die Zeile geht weiter: {line}."
LONG = "Es steht{where} eine längere Formel da."
TITLE = "Titel: {line}."
LABEL = "Text{where}: {line}."
VALUE = "{noun:in} ist {name} {numbers}."
BARE = "{name} ist {numbers}."
FILLED = "{noun:in} kommen {count} weitere Zahlen dazu."
RENEWED = "das neue {name}"
PASSES = "Licht läuft {noun:durch}, Schicht für Schicht, zu den Ausgängen."
RETURNS = "Licht läuft {noun:durch} zurück, Schicht für Schicht, zu den Eingängen."
TRAVELS = "{numbers} wandert {noun:von} {other:zu}."
TRAVELS_SAID = "Die Zahl wandert {noun:von} {other:zu}."
TRAVEL = "{count} Zahlen wandern {noun:von} {other:zu}."
THE_MATHS = "die Rechenzeile"
WHERE = {"left": "links", "right": "rechts", "top": "oben", "bottom": "unten", "": ""}
ONE_INPUT, INPUTS = "ein Eingang", "{n} Eingänge"
ONE_OUTPUT, OUTPUTS = "ein Ausgang", "{n} Ausgänge"
HIDDEN = "eine versteckte Schicht aus {n} Neuronen"
HIDDEN_ONE = "eine versteckte Schicht aus einem Neuron"
HIDDEN_EACH = "{layers} versteckte Schichten aus je {n} Neuronen"
HIDDEN_LIST = "{layers} versteckte Schichten, aus {n} Neuronen"
NETWORK = "{article}, von links nach rechts: {inputs}{hidden} und {outputs}"
WITH_LOSS = ", und dann der Verlust"
AND = "und"
MATRIX = "eine Matrix aus {high} Zeilen und {wide} Spalten"
GRID = "ein Raster aus {high} Zeilen und {wide} Spalten"
COLUMN, ROW = "eine Spalte aus {n} Zahlen", "eine Zeile aus {n} Zahlen"
LIT = "Im Licht: {words}."
INPUT_NEURON, OUTPUT_NEURON, HIDDEN_NEURON = "Eingang {n}", "Ausgang {n}", "Neuron {n} von Schicht {l}"
LINE_BETWEEN = "die Linie von {source} zu {to}"

CASES = {  # of the article, by the preposition before it
    "in": {"der": "im", "das": "im", "die": "in der"},
    "von": {"der": "vom", "das": "vom", "die": "von der"},
    "zu": {"der": "zum", "das": "zum", "die": "zur"},
    "durch": {"der": "durch den", "das": "durch das", "die": "durch die"},
}

# ---- things
_NET = ("das Netz", "ein Netz")
NOUNS = {
    "kit.NetworkDiagram": _NET, "kit.LitNet": _NET, "kit.BlameNet": _NET, "gradients.FilledNet": _NET, "update.StepNet": _NET,
    "forward.NamedNet": _NET,
    "chain_rule.NetworkEnd": ("das Ende vom Netz", "die letzten Schichten vom Netz, rechts von ihnen der Verlust"),
    "kit.LayerStrip": (
        "der Streifen mit den Schichten",
        "ein tiefes Netz als Streifen: für jede Schicht eine stehende Kapsel, Linien dazwischen, am Ende der Verlust",
    ),
    "kit.BiasInput": ("der Bias", "ein kleiner Knoten mit einer 1 darin, von dem eine Linie in ein Neuron führt: der Bias"),
    "kit.MatrixView": ("die Matrix", "eine Matrix"), "kit._Close": ("die Matrix", "eine Matrix"),
    "kit.LayerEquation": (
        "die Matrixgleichung",
        "eine Schicht in Matrizen, in einer Reihe: die Gewichte, die Eingaben, plus die Biases, und was daraus wird",
    ),
    "kit.OuterProduct": (
        "die Produkttabelle",
        "eine Tabelle in Klammern: links die Deltas in einer Spalte, darüber die Ausgaben der Schicht davor in einer Zeile, "
        "und in jedem Feld ein Produkt",
    ),
    "kit.OblongBack": ("das Matrizenpaar", "eine kleine Matrix von Gewichten neben zwei Deltas, und dieselbe Matrix gekippt"),
    "kit.Wall": ("die Wand mit den Gleichungen", "alle Gleichungen zusammen an einer Wand"),
    "delta.Line": ("die Reihe von Matrizen", "Spalten und Matrizen in einer Reihe, mit den Zeichen dazwischen"),
    "delta.Upright": ("die Matrix", "die Matrix der Gewichte, aufrecht"),
    "chain_rule.Product": ("das Produkt", "die Steigungen in einer Zeile multipliziert, vom Verlust zurück bis zum Gewicht"),
    "kit.CurvePlot": ("das Diagramm", "ein Diagramm mit einer Kurve"),
    "kit.LogAxes": ("das Achsenkreuz", "Achsen, auf denen jeder Schritt das Zehnfache vom vorigen ist"),
    "kit.GrowingCurve": ("die Kurve", "eine Kurve, die ein Punkt zeichnet"),
    "kit.LossBars": ("das Balkenpaar", "zwei Balken: der Verlust vor dem Schritt und danach"),
    "kit.LogBars": ("das Balkenbild", "Balken auf einer Skala aus Zehnerpotenzen"),
    "kit.Scales": ("das Achsenkreuz", "zwei Achsen mit Zahlen"),
    "kit.NumberLine": ("der Zahlenstrahl", "ein Zahlenstrahl mit einem Punkt"),
    "kit.MissSquare": ("das Quadrat", "ein Quadrat auf dem Zahlenstrahl, zwischen dem, was gewünscht, und dem, was gesagt ist"),
    "kit.FieldView": (
        "die Karte",
        "eine quadratische Karte aller Eingaben: Die Helligkeit zeigt, was an jeder Stelle geantwortet wird, volle Punkte und Ringe sind "
        "die Beispiele",
    ),
    "kit.Confusion": ("die Tabelle der Antworten", "eine Tabelle: in den Zeilen die wahre Klasse, in den Spalten die gesagte"),
    "kit.TwinFrame": ("das Bildpaar", "zwei Felder nebeneinander"),
    "kit.TwinLoss": ("das Kurvenpaar", "zwei Verlustkurven in einem Diagramm, über den Schritten"),
    "kit.TwinRuns": ("das Bildpaar", "zwei Felder nebeneinander mit Balken von zwei Läufen, darunter ihre Verlustkurven"),
    "kit.RepairLines": ("das Faktorenbild", "eine Linie beim Faktor eins; für jede Abhilfe ein Pfeil vom Faktor davor zu dem danach"),
    "breath.Pair": None,
    "forward.Shelf": ("die Filmrolle", "eine Filmrolle, ein Bild für jede Schicht, mit den Werten, die sie aufhebt"),
    "forward.TwoLayers": (
        "das Diagrammpaar",
        "zwei Diagramme übereinander: was die Neuronen der ersten Schicht sagen, während eine Eingabe wandert, und die Summe, die die "
        "nächste Schicht daraus macht",
    ),
    "chain_rule.ChainView": ("die Kette von Karten", "eine Kette von Karten vom Gewicht zum Verlust, von jeder ein Pfeil zur nächsten"),
    "chain_rule.NudgeBars": ("das Balkenbild", "ein Balken neben jeder Karte: wie weit sich diese Größe bewegt"),
    "chain_rule.Thought": ("das Balkenbild", "Balken mit ganzzahligen Längen neben den Karten, für ein Gedankenexperiment"),
    "update.BeforeAfter": ("die Tabelle der Ausgänge", "eine Tabelle der Ausgänge: vor dem Schritt, danach, und gewünscht"),
    "update.LossCurve": ("die Verlustkurve", "eine Kurve des Verlusts über den Schritten"),
    "update.Cycle": ("der Kreislauf", "ein Kreislauf aus drei Wörtern mit Pfeilen: vorwärts, rückwärts, Schritt"),
    "update.SlopeSketch": ("die Skizze", "eine Skizze des Verlusts über einem Gewicht: ein Hang, und darauf ein Punkt"),
    "update.Valleys": (
        "die Skizze der Täler",
        "eine Skizze von zwei Tälern mit Sprüngen darin: für eine kleine und für eine große Lernrate",
    ),
    "update.StepMatrices": (
        "die Reihe von Matrizen",
        "drei Matrizen in einer Reihe: die alten Gewichte minus der Schritt gleich die neuen",
    ),
    "gradients.OuterTable": ("die Tabelle", "links die Deltas, oben die Ausgaben der Schicht davor, und in jedem Feld ein Produkt"),
    "gradients.Order": ("die Skizze", "eine Spalte mal eine Zeile, und das Raster, das daraus wird"),
}  # fmt: skip


def after(preposition: str, noun: str) -> str:
    """A noun behind a preposition, its article in the case that this takes."""
    article, _, rest = noun.partition(" ")
    return f"{CASES[preposition][article]} {rest}"
