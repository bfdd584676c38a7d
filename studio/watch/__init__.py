"""`backreel watch`: a film while it is written. What is saved is told again at once, and one page shows the beat concerned."""
