# Menus et actions.
menu-file = Fichier
menu-edit = Édition
menu-view = Affichage
menu-data = Données
menu-go = Aller
menu-help = Aide
menu-commands = Commandes
do-open = Ouvrir un fichier…
do-open-path = Ouvrir par son chemin…
do-export = Exporter…
do-close = Fermer
do-quit = Quitter
do-undo = Annuler
do-redo = Rétablir
do-edit-cell = Modifier la cellule
do-fix-cell = Corriger cette cellule
do-fix-alike = Corriger les pareilles…
do-safe-fixes = Corrections sûres…
do-go-to-cell = Aller à une cellule…
do-next-problem = Problème suivant
do-previous-problem = Problème précédent
do-problem-rows = Lignes à problème
do-left-out-columns = Colonnes écartées
do-preview = Aperçu de l’envoi
do-problems-panel = Liste des problèmes
do-details-panel = Détails
do-zoom-in = Agrandir
do-zoom-out = Réduire
do-zoom-reset = Taille normale
do-theme-system = Thème du système
do-theme-light = Thème clair
do-theme-dark = Thème sombre
do-english = English
do-french = Français
do-next-part = Partie suivante de la fenêtre
do-previous-part = Partie précédente de la fenêtre
do-palette = Toutes les commandes…
do-shortcuts = Raccourcis clavier
do-practice = Fichier d’exercice
do-about = À propos de Tamis
do-named = { $do } : { $what }
# Pourquoi une action est impossible.
why-no-file = Ouvrez d’abord un fichier.
why-nothing-to-undo = Rien à annuler.
why-nothing-to-redo = Rien à rétablir.
why-preview = L’aperçu ne se modifie pas. Revenez d’abord au fichier.
why-hidden = Une valeur cachée ne se modifie pas. Ctrl+Maj+H la montre.
why-no-repair = Aucune correction n’est connue pour cette cellule.
why-no-safe = Il ne reste aucune correction sûre.
why-no-problem = Il n’y a aucun problème.
# Le nom d’une étape de l’historique.
# Étapes.
step-read = Lire
step-match = Associer
step-fix = Corriger
step-protect = Protéger
step-export = Exporter
state-sheet = Feuille { $sheet }, ligne { $row }
state-header = En-tête ligne { $row }
state-columns = { $used } colonnes sur { $all }
state-columns-short = { $used }/{ $all }
state-no-errors = Aucune erreur
state-errors = { $n ->
    [one] { $errors } erreur reste
   *[other] { $errors } erreurs restent
}
state-errors-short = { $n ->
    [one] { $errors } erreur
   *[other] { $errors } erreurs
}
state-protected = { $n ->
    [one] { $columns } colonne protégée
   *[other] { $columns } colonnes protégées
}
state-protected-short = { $n ->
    [one] { $columns } colonne
   *[other] { $columns } colonnes
}
state-written = Écrit et vérifié
state-columns-missing = Colonnes manquantes
state-blocked = Bloqué
state-ready = Prêt
state-no-rows = Aucune ligne
preview-show = Aperçu de l’envoi
preview-back = Revenir au fichier
preview-line = Voici ce qui part, à la lettre près. Les pseudonymes sont abrégés.
# Boutons communs.
close = Fermer
cancel = Annuler
change = Modifier
understood = OK
tab-close = Fermer { $file }
# Accueil.
start-about = Vérifier, corriger et protéger une liste de compteurs avant l’envoi
start-drop = Déposez ici le fichier du fournisseur
start-kinds = Excel, LibreOffice, CSV ou JSON
start-practice = Essayer avec le fichier d’exercice
start-practice-about = 200 lignes inventées, toutes les erreurs courantes, trois minutes
start-begin = Commencer
promise-offline = Aucun accès au réseau
promise-source = Le fichier d’origine n’est jamais modifié
promise-protected = Noms et téléphones protégés avant l’export
# Travaux longs.
work-opening = { $n ->
    [one] Ouverture de { $file }, { $rows } ligne
   *[other] Ouverture de { $file }, { $rows } lignes
}
work-exporting = { $n ->
    [one] Écriture de { $file }, { $rows } ligne
   *[other] Écriture de { $file }, { $rows } lignes
}
work-picking = Choix d’un fichier
work-no-thread = L’ordinateur n’a plus de place pour ce travail. Fermez d’autres programmes et réessayez.
work-lost = Ce travail s’est arrêté à cause d’une erreur de Tamis. Rien n’a été écrit ; réessayez.
# Barre d’état.
status-rows = { $n ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
}
status-rows-shown = { $n ->
    [one] { $shown } ligne affichée sur { $rows }
   *[other] { $shown } lignes affichées sur { $rows }
}
status-columns = { $n ->
    [one] { $columns } colonne, { $used } associée
   *[other] { $columns } colonnes, { $used } associées
}
status-local = Tout reste sur cet ordinateur
# Problèmes.
problems-title = Problèmes
problems-errors = À corriger avant l’export
problems-warnings = À vérifier
problems-notes = Pour information
problems-rows = Lignes entières
problems-no-header = (sans en-tête)
problems-show = Montrer
problems-all-rows = Toutes les lignes
problems-fix = Tout corriger…
problems-marked = Cellules à problème
count-errors = { $n ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}
count-warnings = { $n ->
    [one] { $count } avertissement
   *[other] { $count } avertissements
}
count-notes = { $n ->
    [one] { $count } remarque
   *[other] { $count } remarques
}
safe-title = { $n ->
    [one] { $count } correction sûre
   *[other] { $count } corrections sûres
}
repair-trim-space-short = espaces
repair-remove-control-short = caractères cachés
repair-decimal-comma-short = virgules décimales
repair-plain-number-short = nombres simples
repair-boolean-word-short = true/false
repair-gender-word-short = genre
repair-letter-case-short = majuscules
repair-country-name-short = pays
repair-currency-name-short = monnaies
repair-date-order-short = dates
repair-date-only-short = dates sans heure
zero-title = 0 problème
zero-ready = Prêt pour l’export
zero-preview = Voir d’abord ce qui part
zero-no-rows = Aucune ligne
zero-no-rows-about = Rien à contrôler ni à exporter
# Détails.
details-hide = Cacher les détails
details-none = Choisissez une cellule pour voir ce qu’elle signifie.
details-valid = Valide
details-left-out = Ne part pas
leaves-clear = Part telle quelle, en clair.
leaves-pseudonym = Part en pseudonyme, jamais en clair.
leaves-blurred = Part arrondie à 3 décimales.
left-out-generated = La plateforme remplit elle-même ce champ.
left-out-duplicate = Deux colonnes prétendent à ce champ. Choisissez laquelle garder à l’étape Associer.
left-out-proposed = Une proposition qui attend votre accord.
left-out-unknown = Le format n’a pas ce champ.
details-fix-alike = { $n ->
    [one] Corriger { $count } pareille…
   *[other] Corriger les { $count } pareilles…
}
details-other-row = Aller à la ligne { $row }
details-field = Ce champ
field-name = Nom
field-type = Type
field-values = Valeurs
field-unit = Unité
field-example = Exemple
field-leaves = À l’envoi
field-required = obligatoire
field-optional = facultatif
field-clear = En clair
field-pseudonym = En pseudonyme
field-blurred = 3 décimales
details-history = Historique
details-now = Maintenant
details-read-at = Lu dans le fichier à { $time }
preview-clear = Part en clair
preview-pseudonym = Part en pseudonyme
preview-blurred = Part arrondie
preview-emptied = Part vide : ce n’est pas ce qui peut partir
preview-empty = Part vide
# Grille.
grid-name = Tableau
grid-editor = Texte de la cellule
grid-empty = vide
grid-masked = cachée
grid-unmatched = Écartée
grid-no-rows = Ce tableau a un en-tête et aucune ligne. Redemandez le fichier.
grid-no-columns = Aucune colonne de ce fichier n’est encore associée au format.
grid-nothing-shown = Aucune ligne à montrer. Choisissez « Toutes les lignes ».
columns-show = Montrer les colonnes qui ne partent pas
columns-hide = Cacher les colonnes qui ne partent pas
# Messages brefs.
toast-undo = Annuler
toast-changed = { $n ->
    [one] { $cells } cellule modifiée
   *[other] { $cells } cellules modifiées
}{ $f ->
    [0] {""}
   *[other] , erreurs corrigées : { $fixed }
}
toast-undone = Annulé : { $what }
toast-redone = Rétabli : { $what }
toast-busy = Attendez que l’export soit écrit.
toast-no-folder = Aucun programme n’a ouvert le dossier { $folder }.
toast-no-practice = Le fichier d’exercice n’a pas pu être écrit dans le dossier temporaire.
# Lire.
read-title = Comment { $file } a été lu
line-sheet = Feuille { $sheet }, en-tête ligne { $row }
line-text = { $encoding }, { $delimiter }, en-tête ligne { $row }
read-next = Continuer vers Associer
# Associer.
# Protéger.
protect-method = Méthode
protect-plain = Empreinte simple (SHA-256)
protect-plain-about = La même valeur donne toujours le même pseudonyme. Les numéros courts peuvent être retrouvés en les essayant tous.
protect-columns = Colonnes protégées
protect-pseudonym = Pseudonyme
protect-decimals = 3 décimales
protect-note = Des données pseudonymisées restent des données personnelles.
protect-next = Continuer vers Exporter
protect-none = Aucune colonne de ce fichier n’a de données personnelles du format.
protect-before = Avant
protect-stays = reste sur cet ordinateur
protect-after = Après
protect-exact = ce qui part, à la lettre près
protect-reveal = Montrer
protect-hide = Cacher
# Exporter.
export-title = Exporter { $file }
export-below-ready = Rien ne s’y oppose.
export-below-blocked = { $n ->
    [one] Un point bloque encore l’export.
   *[other] { $n } points bloquent encore l’export.
}
export-see = Revoir
check-errors = { $e ->
    [one] { $errors } erreur reste
   *[other] { $errors } erreurs restent
}, dans { $n ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
}
check-no-errors = Aucune erreur
check-no-errors-proof = Chaque cellule a été contrôlée.
invalid-stop = Corriger d’abord
invalid-skip = { $n ->
    [one] Écarter { $rows } ligne
   *[other] Écarter { $rows } lignes
}
invalid-keep = Écrire quand même
invalid-stop-about = Rien n’est écrit tant qu’il reste des erreurs.
invalid-skip-about = Ces lignes ne partent pas. Compteur en double : si les lignes sont identiques, une seule part ; sinon aucune.
invalid-keep-about = Les erreurs sont écrites telles quelles. Les colonnes personnelles restent protégées.
check-required = Les colonnes obligatoires sont là
check-required-proof = customer_external_id, manufacturer, serial_number, device_external_id
check-missing = { $n ->
    [one] { $count } colonne obligatoire manquante
   *[other] { $count } colonnes obligatoires manquantes
}
check-protected = { $n ->
    [one] { $columns } colonne protégée
   *[other] { $columns } colonnes protégées
}
check-protected-proof = Pseudonymes : { $pseudonyms }. Coordonnées arrondies : { $blurred }. Laissées vides : { $emptied }.
check-left-out = { $n ->
    [one] { $count } colonne ne part pas
   *[other] { $count } colonnes ne partent pas
}
export-what = Ce qui part
export-rows = Lignes
export-rows-left-out = Lignes écartées
export-columns = Colonnes
export-protected = dont protégées
export-kind = Type de fichier
export-where = Enregistrer sous
export-replace = Remplacer le fichier existant
export-not-yet = { $n ->
    [one] Pas encore : 1 point à régler
   *[other] Pas encore : { $n } points à régler
}
block-missing = Colonnes obligatoires manquantes : { $fields }.
block-errors = { $n ->
    [one] { $rows } ligne en erreur.
   *[other] { $rows } lignes en erreur.
}
block-no-rows = Aucune ligne ne serait écrite.
block-no-target = Aucun fichier à écrire n’est choisi.
block-exists = Un fichier de ce nom existe déjà.
export-button = { $n ->
    [one] Exporter { $rows } ligne
   *[other] Exporter { $rows } lignes
}
export-writing = Écriture…
done-title = { $n ->
    [one] { $rows } ligne écrite
   *[other] { $rows } lignes écrites
}
done-below = { $file }
done-verified = Relu et comparé cellule par cellule
done-verified-proof = Le fichier contient exactement ce que montre l’aperçu.
done-source-proof = Seul le nouveau fichier a été écrit.
done-kept = { $n ->
    [one] { $rows } ligne écrite avec des erreurs
   *[other] { $rows } lignes écrites avec des erreurs
}
done-kept-proof = La plateforme peut les refuser, ou enregistrer des données fausses.
done-summary = Résumé
done-rows = Lignes écrites
done-columns = Colonnes écrites
done-columns-left-out = Colonnes écartées
done-pseudonyms = Cellules pseudonymisées
done-blurred = Cellules arrondies
done-emptied = Cellules laissées vides
done-folder = Ouvrir le dossier
done-again = Exporter à nouveau
done-next = Fichier suivant…
# Dialogues.
path-open = Ouvrir par son chemin
path-target = Où écrire
path-about = Écrivez ou collez l’emplacement du fichier. Vous pouvez aussi faire glisser un fichier sur la fenêtre.
path-hint = /home/awa/Juin.xlsx
path-field = Chemin du fichier
path-go = Ouvrir
path-take = Prendre ce fichier
go-to-field = Adresse de la cellule
go-to-go = Aller
go-to-unknown = Le tableau n’a pas cette cellule. Écrivez par exemple F214.
sorry-title = Ce fichier ne peut pas être ouvert
confirm-skip-title = { $n ->
    [one] Écarter { $rows } ligne ?
   *[other] Écarter { $rows } lignes ?
}
confirm-skip-about = Elles restent dans le fichier d’origine. Vous pourrez les exporter plus tard, une fois corrigées.
confirm-keep-title = { $n ->
    [one] Écrire quand même { $errors } erreur ?
   *[other] Écrire quand même { $errors } erreurs ?
}
confirm-keep-about = La plateforme peut les refuser, ou enregistrer des données fausses. Les colonnes personnelles restent protégées.
confirm-keep-go = Écrire quand même
palette-hint = Que voulez-vous faire ?
palette-none = Aucune commande de ce nom.
keys-move = Se déplacer
keys-move-keys = Flèches, Tab, Entrée
keys-edge = Au bord des données
keys-edge-keys = Ctrl+flèches, Début, Fin
keys-select = Sélectionner
keys-select-keys = Maj+flèches, Ctrl+A
keys-edit = Modifier une cellule
keys-edit-keys = F2, ou écrire
keys-cancel = Abandonner la saisie
keys-cancel-keys = Échap
keys-copy = Copier, couper, coller
keys-copy-keys = Ctrl+C, Ctrl+X, Ctrl+V
keys-clear = Vider des cellules
keys-clear-keys = Suppr
about-format = format meters, 58 champs
about-platform = Les pseudonymes sont des empreintes de ce que montre la cellule. La plateforme ajoute aux siens quelque chose qu’elle ne publie pas ; ils ne sont donc pas les mêmes.
about-licence = MIT ou Apache-2.0. Polices : Inter, JetBrains Mono (OFL), icônes : Phosphor (MIT).
about-copy = Copier les détails techniques
fix-title = { $rule } dans { $column }
fix-safe-title = Corrections sûres de tout le fichier
fix-cells = { $n ->
    [one] { $cells } cellule
   *[other] { $cells } cellules
}
fix-before = Écrit dans le fichier
fix-after = Deviendra
fix-count = Cellules
fix-all-lines = Toutes les valeurs
fix-listed = { $lines } valeurs sont affichées, les moins courantes d’abord. La coche du haut vaut pour toutes les autres.
fix-none = Rien à corriger ici.
fix-scope = Portée
fix-scope-column = Toute la colonne
fix-scope-shown = Lignes affichées
fix-scope-selection = Lignes choisies
fix-examples = Exemples
fix-mark-space = · marque une espace.
fix-mark-odd = ° marque une espace insécable ou invisible.
fix-one-step = Une seule étape d’annulation. Le fichier d’origine ne change pas.
fix-button = { $n ->
    [one] Corriger { $cells } cellule
   *[other] Corriger { $cells } cellules
}
preview-year = Seule l’année part
preview-masked = Part masquée
choice-true = oui
choice-false = non
choice-m = homme
choice-f = femme
choice-o = autre
do-column-values = Valeurs de cette colonne…
do-all-rows = Toutes les lignes, ordre du fichier
why-all-shown = Tout est déjà affiché.
why-no-cell = Choisissez d’abord une cellule.
column-distinct = { $n ->
    [one] { $count } valeur distincte
   *[other] { $count } valeurs distinctes
}
column-show-rows = { $n ->
    [one] Montrer { $rows } ligne
   *[other] Montrer { $rows } lignes
}
column-hide = Cacher cette colonne
column-file-order = Ordre du fichier
column-ascending = Croissant
column-descending = Décroissant
column-search = Chercher dans les valeurs
column-all-values = Toutes les valeurs
column-none = Aucune valeur ne contient cela.
do-replace = Rechercher et remplacer…
do-fill-down = Recopier vers le bas
do-delete-rows = Retirer ces lignes
problems-answer = Répondre…
fix-waiting = { $n ->
    [one] { $cells } cellule attend votre réponse
   *[other] { $cells } cellules attendent votre réponse
}
fix-scope-file = Tout le fichier
replace-find = Rechercher
replace-with = Remplacer par
replace-whole = Cellules entières seulement
replace-case = Respecter les majuscules
replace-regex = Modèle de texte (avancé)
replace-all-columns = Toutes les colonnes
replace-not-an-expression = Ce modèle de texte n’est pas valable.
do-history = Historique…
history-title = Historique
history-steps = { $n ->
    [one] { $steps } étape
   *[other] { $steps } étapes
}
history-none = Rien n’a encore été modifié.
history-back = Annuler à partir d’ici
history-recipe = Garder en recette
history-recipe-about = Les mêmes étapes pour le prochain fichier de ce fournisseur. Ne contient aucune valeur saisie à la main.
history-page = Page pour le fournisseur
history-page-about = « Ce que nous avons corrigé dans votre fichier », sans aucune valeur personnelle.
history-apply = Appliquer une recette…
history-written = Écrit : { $file }
history-unreadable = Ce n’est pas une recette de Tamis, ou elle est d’une version plus récente.
details-why = Pourquoi ?
details-why-hide = Cacher l’explication

do-cut = Couper
do-copy = Copier
do-paste = Coller
do-sort-up = Trier par ordre croissant
do-sort-down = Trier par ordre décroissant
do-hide-columns = Cacher ces colonnes
do-freeze-columns = Figer jusqu’à cette colonne
do-fit-columns = Ajuster la largeur
do-move-left = Déplacer la colonne à gauche
do-move-right = Déplacer la colonne à droite
do-choose-columns = Choisir les colonnes…
why-at-edge = La colonne est déjà au bord.
why-last-columns = Il reste toujours au moins une colonne affichée.
toast-no-block = Les cellules choisies ne forment pas un bloc : elles ne peuvent pas être copiées ensemble.
toast-paste-nothing = Il n’y a rien à coller ici.
paste-title = Coller
paste-where = De { $from } à { $to }
paste-overwritten = { $n ->
    [one] 1 cellule qui contient autre chose est remplacée.
   *[other] { $count } cellules qui contiennent autre chose sont remplacées.
}
paste-unchanged = { $n ->
    [one] 1 cellule contient déjà ce qui est collé.
   *[other] { $count } cellules contiennent déjà ce qui est collé.
}
paste-rows-beyond = { $n ->
    [one] 1 ligne dépasse la fin du tableau. Elle n’est pas collée.
   *[other] { $count } lignes dépassent la fin du tableau. Elles ne sont pas collées.
}
paste-cols-beyond = { $n ->
    [one] 1 colonne dépasse la fin du tableau. Elle n’est pas collée.
   *[other] { $count } colonnes dépassent la fin du tableau. Elles ne sont pas collées.
}
paste-skips-hidden = Un filtre cache des lignes. Seules les lignes affichées sont modifiées.
paste-examples = Ce qui change
paste-do = { $n ->
    [one] Coller 1 cellule
   *[other] Coller { $count } cellules
}
choose-columns-title = Colonnes
choose-columns-count = { $n ->
    [one] 1 sur { $all } est affichée
   *[other] { $shown } sur { $all } sont affichées
}
choose-columns-search = Chercher une lettre, un en-tête ou un champ
choose-columns-none = Aucune colonne de ce nom.
choose-columns-do = Appliquer
choose-columns-reset = Comme dans le fichier
choose-columns-go = Aller à { $column }
choose-columns-up = Monter { $column }
choose-columns-down = Descendre { $column }

weekdays = lu ma me je ve sa di
calendar-before = Mois précédent
calendar-after = Mois suivant
keys-date = Date : jour, semaine, mois
keys-date-keys = Alt+flèches  ·  Pg.préc  ·  Pg.suiv
keys-parts = Autres parties de la sélection
keys-parts-keys = Ctrl+clic
about-notices = Licences des composants
