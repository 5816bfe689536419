# Fenêtre : pages Lire et Associer, colonnes composées, mémoire des fournisseurs.
match-title = Associer les colonnes
match-column = Colonne du fichier
match-values = Premières valeurs
match-show-values = Montrer ou cacher les valeurs personnelles
match-field = Champ du format
match-valid = Valides
match-how = Correspondance
match-list = Colonnes du fichier
match-all = Toutes { $count }
match-waiting = À confirmer { $count }
match-out = Écartées { $count }
match-none = Ce fichier n’a aucune colonne.
match-none-waiting = Rien ne vous attend.
match-none-out = Toutes les colonnes partent.
match-share = { $share } %
match-left-out = Écartée
match-extra-clear = Colonne en plus, en clair
match-extra-pseudonym = Colonne en plus, en pseudonymes
match-part-of = Partie d’une autre colonne
match-how-exact = Exact
match-how-synonym = Synonyme
match-how-proposed = Proposé
match-how-generated = Par la plateforme
match-how-duplicate = En double
match-how-unknown = Hors format
match-how-chosen = Choisi
match-how-left-out = Écartée
match-how-extra = En plus
match-how-part = Partie
match-how-made = Composée
match-confirm = Confirmer
match-use-this = Choisir
match-join = Réunir…
match-convert = Convertir…
match-target-of = Champ pour { $column }
match-search = Chercher un champ : nom, sens, exemple
match-search-none = Aucun champ ne répond.
match-best = Les plus probables
match-else = Autre chose
match-every-field = Tous les champs
match-sure = sûr à { $share }
match-filled-by = rempli par { $column }
match-join-into = Réunir avec une autre colonne dans { $field }…
match-leave-out = Écarter
match-by-header = Ce que dit son en-tête
match-send-clear = Envoyer en colonne en plus, en clair
match-send-pseudonym = Envoyer en colonne en plus, en pseudonymes
match-drop = Retirer cette colonne composée
match-of = { $found } sur { $all }
match-required = Champs obligatoires
match-constant = même valeur
match-made = composée
match-fill = Remplir…
match-about-part = Cette colonne est réunie ou convertie dans une autre. Elle ne part pas seule.
match-about-extra = Le format n’a pas ce champ. La plateforme garde cette colonne à côté des autres.
match-about-generated = La plateforme produit ce champ elle-même. La colonne ne part pas.
match-about-out = Cette colonne ne part pas. Choisissez-lui un champ, ou envoyez-la en colonne en plus.
match-why = Pourquoi demander ?
match-ask-map = « { $column } » pourrait être { $field } : { $why }. Ce n’est pas certain.
match-ask-choose = Plusieurs colonnes pourraient être { $field }. Choisissez la bonne ; les autres seront écartées.
match-ask-join = « { $column } » n’est qu’une partie de { $field }. L’autre partie est aussi dans ce fichier.
match-ask-convert = « { $column } » a les valeurs de { $field } dans une autre unité ou sous une autre forme.
match-ask-sure = Sûr à { $share }.
match-personal = Semble personnelle
match-personal-about = Elle peut être écartée ou envoyée en pseudonymes, pas en clair.
match-left-out-note = Les colonnes écartées ne partent pas.
match-next = Continuer vers Corriger
match-confirm-all = Tout confirmer et continuer
label-match-columns = { $n ->
    [one] { $count } proposition confirmée
   *[other] { $count } propositions confirmées
}
state-waiting = { $n ->
    [one] { $count } colonne à confirmer
   *[other] { $count } colonnes à confirmer
}
state-waiting-short = { $count } à confirmer
make-join-title = Réunir dans { $field }
make-convert-title = Convertir en { $field }
make-fill-title = Le même { $field } à chaque ligne
make-parts = Colonnes, dans cet ordre
make-add = Ajouter une colonne
make-up = Monter { $column }
make-down = Descendre { $column }
make-remove = Ne pas réunir { $column }
make-separator = Entre elles
make-space = une espace
make-comma = une virgule et une espace
make-hyphen = un trait d’union
make-nothing = rien
make-other = Ou écrire
make-counting = Calcul en cours…
make-too-few = Choisissez au moins une colonne de plus.
make-filled = { $n ->
    [one] { $rows } ligne remplie
   *[other] { $rows } lignes remplies
}
make-misfits = { $n ->
    [one] { $rows } ligne reste telle quelle
   *[other] { $rows } lignes restent telles quelles
}
make-misfits-about = Une valeur d’une autre forme reste telle quelle et sera vérifiée comme les autres.
make-join = Réunir
make-convert = Convertir
make-fill = { $n ->
    [one] Remplir { $rows } ligne
   *[other] Remplir { $rows } lignes
}
make-fill-about = Le fichier n’a pas cette colonne. Écrivez ce qui est vrai pour chaque ligne.
make-fill-field = Valeur pour chaque ligne
make-fill-wrong = Le format ne l’accepte pas. Type attendu : { $kind }.
make-fill-personal = Un champ personnel n’est jamais le même pour tout le monde.
make-fill-identifying = Ce champ distingue un client ou un compteur d’un autre. La même valeur à chaque ligne est rarement juste.
# Lire.
reading-nothing = Rien d’inhabituel : aucune ligne au-dessus de l’en-tête, rien de caché, de fusionné ou de totalisé.
reading-take-out = Retirer cette ligne
reading-bring-back = La reprendre
reading-one-table = Lire en une seule table
reading-as-shown = Prendre ce qu’Excel affiche
reading-fill-down = Remplir vers le bas
reading-how = Lire autrement
reading-sheet = Feuille
reading-hidden = cachée
reading-header = Ligne d’en-tête
reading-row-is = Ligne
reading-delimiter = Séparateur
reading-encoding = Encodage
reading-automatic = Comme reconnu
reading-found = Comme reconnu : { $what }
reading-also = Aussi
reading-tick-shown = Nombres comme Excel les affiche
reading-tick-merged = Cellules fusionnées remplies
reading-tick-sheet = Avec la feuille { $sheet }
reading-open = Ouvrir ainsi
reading-back = Revenir à la lecture d’avant
reading-peek = Lecture des premières lignes
reading-rows = Premières lignes du fichier
reading-rows-new = Premières lignes, lues ainsi
reading-rows-help = Cliquez sur la ligne qui nomme les colonnes.
reading-row = Ligne { $row }
reading-row-header = Ligne { $row }, en-tête
reading-make-header = En faire la ligne d’en-tête
reopen-title = Lire le fichier à nouveau ?
reopen-about = Les corrections faites dans { $file } seraient perdues : lignes et colonnes peuvent être ailleurs dans une autre lecture. Les associations des colonnes et leur façon de partir sont gardées.
reopen-stay = Rester
reopen-sure = Lire à nouveau
# Mémoire des fournisseurs.
do-providers = Fournisseurs…
remember-offer = Retenir pour le prochain fichier…
remember-title = Retenir pour le prochain fichier de ce fournisseur
remember-about = La façon dont ce fichier a été lu et associé est gardée sur cet ordinateur : en-têtes, champs, colonnes réunies ou converties, jamais une valeur. Le prochain fichier qui a ces en-têtes s’ouvrira de même.
remember-name = Nom du fournisseur
remember-replaces = Un fournisseur de ce nom est déjà retenu ; celui-ci prendra sa place.
remember-no-folder = Cet ordinateur n’offre pas de place pour le garder.
remember-go = Retenir
remember-done = Retenu pour { $provider }
providers-title = Fournisseurs
providers-below = Ce qui est retenu de leurs fichiers : en-têtes et champs, jamais une valeur
providers-none = Aucun fournisseur n’est encore retenu. Après un export, choisissez « Retenir pour le prochain fichier ».
providers-rename = Renommer
providers-forget = Oublier
providers-forget-sure = Oublier pour de bon
providers-export = Exporter…
providers-save = Enregistrer
providers-saved = Enregistré sous { $file }
providers-sheet = Feuille { $sheet }
providers-row = En-tête ligne { $row }
providers-drop = Oublier { $column }
known-as = Associé comme le dernier fichier de { $provider }.
known-ask = { $field } était le même à chaque ligne.
known-fill = Remplir { $field }…
known-look = Voir
known-not = Ne pas associer ainsi
remember-require-key = Rien de ce fournisseur ne part sans clé
providers-key = Clé de ce fournisseur : { $key }
reopen-refused = { $n ->
    [one] { $count } choix de colonne ne convient pas au fichier tel qu’il est lu maintenant.
   *[other] { $count } choix de colonnes ne conviennent pas au fichier tel qu’il est lu maintenant.
}
problems-to-match = Associer ou remplir…
