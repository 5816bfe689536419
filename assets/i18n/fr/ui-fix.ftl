# Valeurs anciennes et nouvelles, contrôles, filtres.
do-map-values = Remplacer des valeurs de cette colonne…
do-filter-text = Lignes qui contiennent…
do-rules = Contrôles et leur gravité…
why-many-values = Cette colonne a trop de valeurs différentes. Utilisez « Rechercher et remplacer ».
column-replace = Remplacer des valeurs…
column-show-holding = Montrer les lignes avec « { $text } »
problems-values = Valeurs…
values-title = Valeurs de { $column }
values-all = Toutes
values-problems = Avec un problème
values-alike = Écritures proches
values-spellings = Écritures
values-new = Nouvelle valeur pour { $value }
values-merge = Écrire « { $value } » partout
values-into = Valeur commune pour { $value }
values-stays = inchangée
values-none-alike = Aucune valeur ne diffère d’une autre par la seule écriture.
values-all-groups = Tous les groupes
values-still-wrong = Cette valeur serait encore une erreur.
values-hidden = Les valeurs personnelles sont cachées. Affichez-les d’abord.
values-about = Tapez ce qu’une valeur doit devenir. Un champ laissé vide efface ces cellules.
values-about-alike = Écritures qui ne diffèrent que par les majuscules, les accents, les espaces, la ponctuation ou l’ordre des mots. Décochez ce qui n’est pas la même chose.
values-button = { $n ->
    [one] Changer { $cells } cellule
   *[other] Changer { $cells } cellules
}
rules-title = Contrôles
rules-count = { $n ->
    [one] { $n } contrôle
   *[other] { $n } contrôles
}
rules-search = Chercher dans les contrôles
rules-what = Ce qui est trouvé
rules-why = Pourquoi c’est important
rules-fix = Comment corriger
rules-example = Exemple
rules-severity = Gravité
rules-locked = Erreur du format : la plateforme la refuse, ou enregistrerait quelque chose de faux. Elle ne peut pas être abaissée.
rules-partly-locked = Dans les nombres, les dates et les codes, elle reste une erreur : le format l’interdit.
rules-no-file = Ouvrez un fichier pour changer ceci.
rules-usual = D’habitude : { $severity }. Une erreur bloque l’export. Une étape de l’historique, gardée dans les recettes.
details-rule = Tout sur ce contrôle…
filter-title = Lignes qui contiennent
filter-field = Texte
filter-about = Les majuscules et les accents ne comptent pas. Seul l’affichage change.
filter-go = Montrer ces lignes
filters-shown = { $n ->
    [one] { $shown } ligne sur { $rows }
   *[other] { $shown } lignes sur { $rows }
}
filters-clear = Tout effacer
filters-problems = Lignes avec un problème
filters-values = { $n ->
    [one] { $count } valeur
   *[other] { $count } valeurs
}
filters-text = contient « { $text } »
filters-text-anywhere = Une colonne contient « { $text } »
filters-sorted = Triées par { $column }
filters-sorted-down = Triées par { $column }, ordre décroissant
filters-hidden = { $n ->
    [one] { $count } colonne cachée
   *[other] { $count } colonnes cachées
}
filters-remove = Retirer : { $what }
# Scinder et réunir.
do-split-column = Scinder cette colonne…
do-join-columns = Réunir cette colonne avec d’autres…
why-made-column = Cette colonne a été faite à partir d’autres. Choisissez-en une du fichier.
split-title = Scinder { $column }
split-where = Scinder à
split-blank = Espaces
split-sign = Ce texte
split-parts = Les parties deviennent
split-part = Partie { $n } : { $field }
split-unused = non utilisée
split-more = Une partie de plus
split-fewer = Une partie de moins
split-go = Scinder
split-misfits = { $n ->
    [one] { $rows } ligne a moins de parties
   *[other] { $rows } lignes ont moins de parties
}
history-by-hand = hors recette
known-steps = { $n ->
    [one] { $count } étape a corrigé le dernier fichier.
   *[other] { $count } étapes ont corrigé le dernier fichier.
}
known-do-steps = Les refaire
split-search = Chercher un champ
rules-locked-privacy = Au sujet de la confidentialité : ce qui sort est protégé quoi qu’on en pense. Elle ne peut pas être abaissée.
toast-still-wrong = encore fausses : { $count }
do-fill-empty = Remplir les cellules vides d’après celle du dessus…
do-keep-rows = Garder seulement ces lignes
fill-empty-title = Les cellules vides de { $column } prennent le texte du dessus
