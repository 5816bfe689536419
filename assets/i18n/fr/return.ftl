# Modèles et ce qui retourne au fournisseur.
