"""Languages: how each says numbers, symbols and the field's terms."""

from studio.tongues.de import DE as DE
from studio.tongues.en import EN as EN
from studio.tongues.es import ES as ES
