# Colonnes et champs, et noms des étapes de l’historique.
label-edit-cell = Modification de { $cell }
label-edit-cells = { $n ->
    [one] Modification de { $count } cellule
   *[other] Modification de { $count } cellules
}
label-fix = { $repair } : { $column }, { $n ->
    [one] { $count } cellule
   *[other] { $count } cellules
}
label-safe-fixes = Corrections sûres, { $n ->
    [one] { $count } cellule
   *[other] { $count } cellules
}
label-map-column = Correspondance de « { $column } » : { $target }
label-delete-rows = { $n ->
    [one] Retrait de { $count } ligne
   *[other] Retrait de { $count } lignes
}
label-restore-rows = { $n ->
    [one] Retour de { $count } ligne
   *[other] Retour de { $count } lignes
}
target-left-out = non envoyée
target-extra-clear = envoyée telle quelle
target-extra-pseudonym = envoyée sous pseudonymes
target-automatic = d’après son en-tête
plan-no-column = Le fichier n’a pas de colonne « { $column } », ou l’a deux fois.
plan-no-row = Le fichier n’a pas de ligne { $row }.
plan-no-field = Le format n’a pas de champ « { $field } » qu’une colonne puisse remplir.
plan-no-rule = Il n’y a pas de règle « { $rule } ».
plan-too-few-columns = Il faut au moins deux colonnes pour les réunir.
plan-not-a-source = « { $column } » est nommée deux fois, ou a elle-même été faite à partir d’autres colonnes.
plan-not-convertible = Cette conversion ne donne pas « { $field } ».
plan-no-constant = « { $field } » ne peut pas être le même dans chaque ligne.
plan-not-made = « { $column } » est une colonne du fichier : vous pouvez ne pas l’envoyer, mais pas la retirer.
label-make = { $target } à partir de « { $column } »
label-drop-made = Abandon de « { $column } »
