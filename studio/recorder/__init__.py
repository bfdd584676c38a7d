"""`backreel record`: a film's beats are read aloud, one by one, on a page of this machine; what is kept is what `--voice` takes."""
