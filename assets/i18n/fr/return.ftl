# Modèles et ce qui retourne au fournisseur.
write-too-many-rows = C’est plus que les 1 048 576 lignes d’une feuille. Choisissez csv, ou coupez le fichier (--split).
write-text-too-long = Un texte dépasse les 32 767 caractères qu’une cellule de classeur peut contenir. Choisissez csv ou json.
write-source-gone = Le fichier d’origine ne peut plus être lu, et la copie en a besoin. Rouvrez-le et recommencez.
return-sheet = À corriger
return-title = À corriger dans { $file }
return-counts = { $n ->
    [one] { $count } problème est à corriger
   *[other] { $count } problèmes sont à corriger
} dans la feuille « { $sheet } ». Douteux, à vérifier : { $doubtful }.
return-how = Corrigez les cellules marquées dans la feuille « { $sheet } » : en gras sur rouge, c’est faux ; en italique sur jaune, c’est douteux. La note de chaque cellule dit ce qui est attendu. Gardez l’en-tête et les colonnes comme ils sont, enregistrez le fichier en .xlsx et renvoyez-le.
return-notes-capped = Seules les { $count } premières cellules marquées ont une note ; les autres sont seulement marquées.
return-held-back = { $n ->
    [one] { $count } ligne de { $file } n’a pas pu être prise et se trouve dans la feuille suivante.
   *[other] { $count } lignes de { $file } n’ont pas pu être prises et se trouvent dans la feuille suivante.
}
return-held-back-how = Corrigez les cellules marquées : en gras sur rouge, c’est faux ; en italique sur jaune, c’est douteux. La note de chaque cellule dit ce qui est attendu. Gardez l’en-tête et les colonnes comme ils sont, enregistrez le fichier en .xlsx et renvoyez-le. La liste ci-dessous compte tout le fichier, avec les adresses du fichier.
return-settled = { $n ->
    [one] { $count } cellule a déjà été corrigée par nous et ne demande rien de vous ; elle est ici comme vous l’avez envoyée.
   *[other] { $count } cellules ont déjà été corrigées par nous et ne demandent rien de vous ; elles sont ici comme vous les avez envoyées.
}
return-personal = Ce classeur contient des données personnelles. Ne l’envoyez qu’à la personne qui doit le corriger, de façon protégée.
return-head-mark = Importance
return-head-kind = Ce qui ne va pas
return-head-column = Colonne
return-head-cells = Cellules
return-head-example = Première cellule
return-head-expected = Ce qui est attendu
return-head-where = Aller à
return-wrong = Faux
return-doubtful = Douteux
return-not-kept = Ce que cette copie ne garde pas
return-not-kept-xlsx = Les valeurs et les adresses sont celles de votre classeur. Ne sont pas gardés : les formules (leurs derniers résultats sont ici), les couleurs et formats de nombres, les largeurs, les commentaires, les cellules fusionnées, les filtres, les images, les graphiques, les listes déroulantes et les macros.
return-not-kept-text = Les textes de votre tableau sont à leurs adresses. Ne sont pas gardés : ce qui est au-dessus de l’en-tête, les formules (leurs derniers résultats sont ici), les couleurs et formats, les commentaires, les cellules fusionnées, les images, les graphiques et les macros. Toutes les cellules sont ici du texte.
return-not-kept-rows = Seules les lignes avec des erreurs sont ici, l’une sous l’autre ; la dernière colonne dit où chacune se trouve dans votre fichier. Les formules, couleurs et formats ne sont pas gardés. Toutes les cellules sont ici du texte.
return-suggestion = Proposition : { $value }
return-row-column = Ligne dans votre fichier
return-note-greeting = Bonjour,
return-note-count = { $n ->
    [one] nous n’avons pas pu tout prendre de votre fichier { $file } : { $count } problème est à corriger.
   *[other] nous n’avons pas pu tout prendre de votre fichier { $file } : { $count } problèmes sont à corriger.
}
return-note-line = - { $title }, colonne { $column } : { $count }
return-note-more = { $n ->
    [one] - et { $count } autre
   *[other] - et { $count } autres
}
return-note-how = Le classeur joint { $attachment } est votre propre fichier. Les cellules fausses y sont marquées, et une note dans chacune dit ce qui est attendu ; la première feuille en donne la liste avec des liens. Merci de les y corriger, de garder l’en-tête et les colonnes comme ils sont, et de nous renvoyer le classeur.
return-note-end = Il contient des données personnelles : merci de ne pas le transmettre à d’autres.
return-name = Le nom d’un fichier avec des valeurs personnelles doit finir par -PERSONAL-DATA.xlsx, pour que personne ne le téléverse par erreur.
return-written = { $file } est écrit : { $wrong } cellules sont marquées fausses, { $doubtful } douteuses. Il contient des données personnelles en clair : à ne remettre qu’au fournisseur.
return-held-written = { $file } est écrit : { $count } lignes retenues. Il contient des données personnelles en clair : à ne remettre qu’au fournisseur.
return-nothing = Rien à renvoyer : aucune cellule n’est fausse ou douteuse.
return-note-title = Message à joindre :
template-sheet-explained = Que remplir
template-sheet-example = Exemple
template-sheet-lists = Listes
template-title = Comment remplir ce classeur
template-fill = Écrivez un compteur par ligne dans la feuille « { $table } ». Les colonnes foncées avec * sont obligatoires ; laissez les autres vides quand vous ne savez pas.
template-keep = Gardez la première ligne comme elle est. Choisir une cellule montre ce qui y va ; les listes s’ouvrent par la flèche à côté de la cellule. La feuille « Exemple » montre une ligne complète.
template-personal = Les noms, adresses et numéros de téléphone sont remplacés par des pseudonymes avant tout envoi à la plateforme. D’ici là, ce classeur contient des données personnelles : envoyez-le de façon protégée.
template-head-column = Colonne
template-head-required = Obligatoire
template-head-label = Nom
template-head-description = Sens
template-head-example = Exemple
template-head-expected = Valeur attendue
template-yes = oui
template-no = non
template-required = Obligatoire.
template-prompt = { $required } { $description } { $expected }. Exemple : { $example }
template-refusal = Ce n’est pas ce que la colonne attend : { $expected }. Exemple : { $example }
template-kind = Le modèle à écrire doit finir par .xlsx.
template-no-field = Le format n’a pas ces champs à remplir : { $names }. « tamis fields » les donne tous.
template-written = { $file } est écrit, avec { $columns } colonnes à remplir.
template-header = { $label } :
template-one-of = { $type } : { $values }
cli-merge = Comparer un fichier avec la version que le fournisseur a corrigée ; avec -o, la reprendre et écrire le fichier pour la plateforme
cli-merge-output = Le fichier à écrire : .csv, .json, .jsonl ou .xlsx. Sans lui, les fichiers sont seulement comparés
cli-merge-corrected = Le fichier qui est revenu
cli-merge-conflicts = Quel texte compte là où les deux côtés ont changé une cellule
label-merge = Corrections reprises : { $c ->
    [one] { $cells } cellule
   *[other] { $cells } cellules
}, { $a ->
    [one] { $added } ligne ajoutée
   *[other] { $added } lignes ajoutées
}, { $r ->
    [one] { $removed } ligne retirée
   *[other] { $removed } lignes retirées
}
merge-not-recognised = « { $file } » n’est pas une version corrigée de ce fichier : ses colonnes ou ses lignes sont autres.
merge-open = { $n ->
    [one] { $count } cellule a été changée
   *[other] { $count } cellules ont été changées
} ici et par le fournisseur. Rien n’a été repris : dire quel texte compte avec --conflicts ours ou --conflicts theirs.
merge-rows = { $n ->
    [one] { $count } ligne a été retrouvée
   *[other] { $count } lignes ont été retrouvées
}
merge-count-fixed = Corrigées : { $count }
merge-count-still = Changées et encore fausses : { $count }
merge-count-newly = Justes avant et fausses maintenant : { $count }
merge-count-changed = Autres changements : { $count }
merge-count-untouched = Fausses et laissées comme elles étaient : { $count }
merge-count-added = Lignes ajoutées : { $count }
merge-count-removed = Lignes retirées : { $count }
merge-unknown-columns = Colonnes que le fichier n’a pas, non comparées : { $names }
merge-missing-columns = Colonnes qui ne sont pas revenues : { $names }
merge-fixed = corrigée
merge-still-wrong = encore fausse
merge-newly-wrong = fausse depuis
merge-changed = changée
merge-conflict = (changée ici aussi)
merge-added-row = Ajoutée : ligne { $row } du fichier corrigé, cellules fausses : { $wrong }
merge-removed-row = Retirée : ligne { $row }
merge-left = { $n ->
    [one] { $count } erreur resterait
   *[other] { $count } erreurs resteraient
}
