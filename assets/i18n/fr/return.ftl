# Modèles et ce qui retourne au fournisseur.
write-too-many-rows = C’est plus que les 1 048 576 lignes d’une feuille. Choisir csv, ou couper le fichier (--split).
write-text-too-long = Un texte dépasse les 32 767 caractères qu’une cellule de classeur peut contenir. Choisir csv ou json.
