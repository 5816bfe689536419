# Pour les fournisseurs, dans la fenêtre : modèles, classeur qui retourne, corrections qui reviennent.
do-new-template = Nouveau modèle…
do-send-back = Renvoyer au fournisseur…
do-take-over = Reprendre des corrections…
why-returning = Un classeur pour le fournisseur est en cours d’écriture.
why-comparing = Un classeur corrigé est en cours de comparaison.
work-template = Écriture de { $file }
work-returning = { $n ->
    [one] Écriture de { $file }, { $rows } ligne
   *[other] Écriture de { $file }, { $rows } lignes
}
work-comparing = { $n ->
    [one] Comparaison de { $file }, { $rows } ligne
   *[other] Comparaison de { $file }, { $rows } lignes
}
provider-written = { $file } est écrit.
new-template-title = Nouveau modèle
new-template-about = Un classeur vide pour les fournisseurs, avec listes, contrôles et explications dans leur langue.
new-template-file = modele-{ $table }.xlsx
new-template-no-field = Le format n’a pas ces champs à remplir : { $names }.
new-template-headers = En-têtes
new-template-names = Noms des champs
new-template-labels = Libellés, avec les noms
new-template-fields = Colonnes
new-template-required = Obligatoires seules
new-template-usual = Habituelles
new-template-all = Toutes
new-template-usual-about = Habituelles : ce qui identifie, les dates, les lieux, les codes et les unités. Celles avec * y sont toujours.
new-template-must = { $field }, obligatoire : toujours présente
new-template-where = Où l’écrire
new-template-go = { $n ->
    [one] Écrire { $count } colonne
   *[other] Écrire { $count } colonnes
}
new-template-done = { $n ->
    [one] { $count } colonne à remplir. À son retour, le classeur s’ouvre ici sans question.
   *[other] { $count } colonnes à remplir. À son retour, le classeur s’ouvre ici sans question.
}
send-back-title = Renvoyer au fournisseur
send-back-marked = { $n ->
    [one] { $wrong } cellule ou ligne fausse
   *[other] { $wrong } cellules ou lignes fausses
}, { $m ->
    [one] { $doubtful } douteuse
   *[other] { $doubtful } douteuses
}
send-back-about = Ce classeur contient des données personnelles en clair, comme le fournisseur les a envoyées. À ne remettre qu’à ce fournisseur, de façon protégée, et à ne jamais téléverser.
send-back-language = Langue du fournisseur
send-back-where = Où écrire le classeur
send-back-same-folder = C’est le dossier du fichier pour la plateforme. Un autre dossier les garde séparés.
send-back-go = Écrire le classeur
send-back-cancelled = Annulé : aucun classeur n’a été écrit.
send-back-done = Le classeur pour le fournisseur est écrit
send-back-personal = Il contient des données personnelles en clair. Les cellules sont comme le fournisseur les a envoyées, les fausses marquées.
send-back-note = Message à joindre
send-back-copy = Copier le message
send-back-copied = Copié
corrections-title = Reprendre des corrections
corrections-about = Choisissez le classeur que le fournisseur a corrigé. Il est comparé au fichier ouvert ; rien ne change avant votre accord.
corrections-which = Le classeur corrigé
corrections-compare = Comparer
corrections-rows = { $n ->
    [one] { $count } ligne retrouvée
   *[other] { $count } lignes retrouvées
}
corrections-none = Rien ne diffère : il n’y a rien à reprendre.
corrections-fixed = { $n ->
    [one] { $count } corrigée
   *[other] { $count } corrigées
}
corrections-still = { $n ->
    [one] { $count } encore fausse
   *[other] { $count } encore fausses
}
corrections-newly = { $n ->
    [one] { $count } fausse depuis
   *[other] { $count } fausses depuis
}
corrections-changed = { $n ->
    [one] { $count } autre changement
   *[other] { $count } autres changements
}
corrections-added = { $n ->
    [one] { $count } ligne ajoutée
   *[other] { $count } lignes ajoutées
}
corrections-removed = { $n ->
    [one] { $count } ligne retirée
   *[other] { $count } lignes retirées
}
corrections-left = { $n ->
    [one] { $count } laissée fausse
   *[other] { $count } laissées fausses
}
corrections-both = { $n ->
    [one] { $count } cellule a été changée ici et par le fournisseur. Quel texte compte ?
   *[other] { $count } cellules ont été changées ici et par le fournisseur. Quel texte compte ?
}
corrections-all-ours = Garder tous les nôtres
corrections-all-theirs = Prendre tous les leurs
corrections-keep-ours = { $cell }, le nôtre : { $value }
corrections-take-theirs = { $cell }, le leur : { $value }
corrections-cell = Cellule
corrections-column = Colonne
corrections-here = Ici
corrections-theirs = Du fournisseur
corrections-verdict = Maintenant
corrections-row-added = Ajoutée : ligne { $row } du classeur corrigé
corrections-row-removed = Retirée par le fournisseur : ligne { $row }
corrections-row-wrong = { $n ->
    [one] { $count } cellule fausse
   *[other] { $count } cellules fausses
}
corrections-take-added = { $n ->
    [one] Ajouter la ligne nouvelle
   *[other] Ajouter les { $count } lignes nouvelles
}
corrections-take-removed = { $n ->
    [one] Retirer la ligne disparue
   *[other] Retirer les { $count } lignes disparues
}
corrections-open = { $n ->
    [one] { $count } cellule attend votre réponse
   *[other] { $count } cellules attendent votre réponse
}
corrections-one-step = Une seule étape d’annulation
corrections-go = { $n ->
    [one] Reprendre { $count } changement
   *[other] Reprendre { $count } changements
}
