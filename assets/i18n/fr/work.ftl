# Ce que la fenêtre dit pendant qu’elle travaille sur un grand fichier.
errand-changing = Modification des cellules…
errand-taking-back = Annulation en cours…
errand-redoing = Rétablissement en cours…
errand-repeating = Les étapes sont refaites…
errand-arranging = Mise en ordre des lignes…
errand-counting = Comptage des valeurs…
errand-stopping = Arrêt en cours…
errand-cells = { $n ->
    [one] { $cells } cellule faite
   *[other] { $cells } cellules faites
}
errand-cancelled = Arrêté. Rien n’a changé.
errand-lost = Une modification a échoué dans Tamis, et le fichier a été fermé pour que rien de faux ne soit gardé. Votre travail d’avant est en sûreté : rouvrez le fichier pour le reprendre.
fix-counting = Comptage…
work-seconds-left = { $n ->
    [one] encore { $count } seconde environ
   *[other] encore { $count } secondes environ
}
work-minutes-left = { $n ->
    [one] encore { $count } minute environ
   *[other] encore { $count } minutes environ
}
opening-first-rows = Voici ses premières lignes. La vérification commence quand le reste est lu.
toast-copy-too-many = C’est trop pour le presse-papiers : un million de cellules au plus peuvent être copiées à la fois.
opening-checking = Voici ses premières lignes. Tout est lu, et chaque cellule est en cours de vérification.
work-checking = { $n ->
    [one] Vérification de { $file }, { $rows } ligne
   *[other] Vérification de { $file }, { $rows } lignes
}
