# Lecture des fichiers : sortes, feuilles, en-têtes.
