# La confidentialité dans la fenêtre : méthodes, clés, risque, recherche avant et après l’export.
do-hide-clear = Cacher les valeurs en clair
work-looking = Examen de ce qui partirait…
work-key = Travail sur la clé…
work-measuring = Mesure…
protect-keyed = Avec la clé de l’organisation
protect-keyed-about = Sans la clé, personne ne peut essayer tous les numéros.
protect-undecided = Pas encore choisi : la question est posée avant le premier export.
protect-key-name = Clé { $name }
protect-key-before = Comme avant
protect-key-compare = Huit caractères à comparer par téléphone avec l’autre bureau.
protect-key-backup = Sauvegarder…
protect-key-change = Autre clé…
protect-other = Protéger une autre colonne…
protect-other-title = Protéger une autre colonne
protect-other-about = Elle part sous pseudonyme. La même valeur du même genre donne toujours le même pseudonyme.
protect-other-column = Colonne
protect-other-kind = Ce qu’elle contient
protect-other-none = Toutes les colonnes qui partent sont déjà protégées.
protect-other-go = Protéger cette colonne
treat-pseudonym-kind = Pseudonyme : { $kind }
treat-decimals = { $n ->
    [one] 1 décimale
   *[other] { $n } décimales
}
treat-year = L’année seule
treat-clear = Telle quelle
treat-masked = Masquée par endroits
treat-leave-out = Écartée
method-title = Comment faire les pseudonymes ?
method-about = Demandé une fois pour ce fichier. La page Protéger permet d’en changer.
method-held = Utiliser la clé { $key }, déjà ouverte
method-new = Créer une clé
method-new-about = Sans la clé, personne ne peut retrouver un nom en les essayant tous. À garder : le mois prochain, elle donne les mêmes pseudonymes aux mêmes clients.
method-open = Utiliser le fichier de clé de mon organisation
method-open-about = Donne les mêmes pseudonymes que les autres fichiers et bureaux qui utilisent cette clé.
method-without = Empreinte simple, sans clé
method-go = Continuer
method-choose = Choisir…
key-new-title = Créer une clé
key-new-about = Un secret tiré au hasard, dans un fichier que vous seul pouvez lire.
key-new-go = Créer la clé
key-open-title = Ouvrir un fichier de clé
key-open-about = La clé reste sur cet ordinateur et ne va dans aucun fichier écrit.
key-open-go = Ouvrir la clé
key-backup-title = Sauvegarder la clé
key-backup-about = Un second fichier avec la même clé, à garder ailleurs.
key-backup-go = Écrire la sauvegarde
key-where = Où la garder
key-file = Fichier de clé
key-hint = /media/usb/organisation.tamis-key
key-browse = Parcourir…
key-passphrase = Phrase secrète
key-passphrase-again = La même phrase secrète
key-decline = La garder sans phrase secrète
key-declined = Qui a le fichier a la clé.
key-no-path = Indiquez où est le fichier.
key-type-passphrase = Tapez la phrase secrète de cette clé.
key-short-passphrase = Au moins 8 caractères ; une courte phrase convient.
key-not-the-same = Les deux phrases secrètes diffèrent.
key-exists = Un fichier de ce nom existe déjà. Ouvrez-le ou choisissez un autre nom : une clé n’est jamais remplacée.
key-made-title = La clé est créée
key-compare = Ces huit caractères la désignent. Comparez-les par téléphone quand un autre bureau ouvre la clé.
key-keep = Gardez une sauvegarde ailleurs. Sans cette clé, les mêmes clients auront d’autres pseudonymes.
key-stands = Elle est dans { $file }.
key-backup = Sauvegarder maintenant…
key-later = Plus tard
key-toast-backup = La sauvegarde { $file } est écrite.
key-not-remembered = Les réglages n’ont pas pu être écrits : le prochain fichier ne saura pas avec quelle clé ceux de ce fournisseur sont partis.
key-open-other = Ouvrir une clé…
key-confirm = Utiliser cette clé désormais
key-confirm-none = Se passer de clé désormais
block-key-required = Les fichiers de ce fournisseur doivent partir avec une clé.
block-key-not-at-hand = La clé { $expected } n’est pas ouverte.
block-key-other = Les fichiers précédents de ce fournisseur sont partis avec la clé { $expected } ; celle-ci est { $found }. Les mêmes clients auraient d’autres pseudonymes.
block-key-none = Les fichiers précédents de ce fournisseur sont partis avec la clé { $expected }. Sans elle, les mêmes clients auraient d’autres pseudonymes.
block-hits = { $n ->
    [one] Des données personnelles dans une colonne en clair attendent votre décision.
   *[other] { $count } sortes de données personnelles dans des colonnes en clair attendent votre décision.
}
block-personal = Rien n’a été écrit : des données personnelles partiraient en clair. Décidez plus haut de ce qu’elles deviennent.
block-split = Le nombre de lignes par partie doit être un nombre.
risk-nobody = Rien de ce qui part ne permet de cerner une personne
risk-none-alone = Personne n’est seul par { $list }
risk-alone-at-place = { $n ->
    [one] { $rows } client est seul à son point sur la carte
   *[other] { $rows } clients sont seuls à leur point sur la carte
}
risk-alone = { $n ->
    [one] { $rows } client ne ressemble à aucun autre
   *[other] { $rows } clients ne ressemblent à aucun autre
} : { $list }
risk-few = { $n ->
    [0] Aucune ligne ne ressemble à moins de quatre autres.
    [one] { $rows } ligne ressemble à moins de quatre autres.
   *[other] { $rows } lignes ressemblent à moins de quatre autres.
}
risk-fine = Numéros de série et identifiants partent tels quels : ils désignent aussi un client.
risk-known = Quelqu’un qui connaît le village pourrait les reconnaître.
risk-counting = Décompte de qui serait encore reconnaissable…
risk-metres-2 = 2 décimales (1,1 km)
risk-metres-1 = 1 décimale (11 km)
risk-after-round = À { $what }, il en resterait { $left }.
risk-after-without = Sans « { $what } », il en resterait { $left }.
risk-after-without-place = Sans les coordonnées, il en resterait { $left }.
risk-do-round = { $n ->
    [one] Arrondir à 1 décimale
   *[other] Arrondir à { $n } décimales
}
risk-do-without = Écarter « { $what } »
risk-do-without-place = Écarter les coordonnées
risk-keep = Laisser tel quel
risk-keep-decimals = { $n ->
    [one] Garder 1 décimale
   *[other] Garder { $n } décimales
}
export-below-counting = Examen de ce qui partirait…
export-counting = Examen en cours…
export-searched = Le fichier écrit est relu et fouillé : aucun nom ni téléphone ne doit s’y trouver.
export-options = Options
option-rows = Lignes qui partent
option-rows-all = Toutes
option-rows-shown = Affichées ({ $rows })
option-rows-hint = Pour n’exporter que certaines lignes, affichez-les d’abord avec un filtre dans Corriger.
option-drop-empty = Écarter les colonnes vides
option-bom = Marquer pour Excel (BOM)
option-body = Comme corps de l’interface de la plateforme
option-split = Lignes par partie
option-split-hint = Un seul fichier
option-split-body = 10000
export-button-ask = { $n ->
    [one] Exporter { $rows } ligne…
   *[other] Exporter { $rows } lignes…
}
hits-none = Aucune donnée personnelle dans les colonnes en clair
hits-none-proof = { $n ->
    [one] Recherche de { $count } valeur personnelle de ce fichier, et de ce qui y ressemble.
   *[other] Recherche de { $count } valeurs personnelles de ce fichier, et de ce qui y ressemble.
}
hit-title-name = { $n ->
    [one] { $count } cellule contient le nom d’un client
   *[other] { $count } cellules contiennent le nom d’un client
}
hit-title-id = { $n ->
    [one] { $count } cellule contient un numéro d’identité
   *[other] { $count } cellules contiennent un numéro d’identité
}
hit-title-address = { $n ->
    [one] { $count } cellule contient l’adresse d’un client
   *[other] { $count } cellules contiennent l’adresse d’un client
}
hit-title-email = { $n ->
    [one] { $count } cellule contient une adresse électronique
   *[other] { $count } cellules contiennent une adresse électronique
}
hit-title-phone = { $n ->
    [one] { $count } cellule contient un numéro de téléphone
   *[other] { $count } cellules contiennent un numéro de téléphone
}
hit-title-extra = { $n ->
    [one] { $count } cellule contient une valeur protégée
   *[other] { $count } cellules contiennent une valeur protégée
}
hit-title-place = { $n ->
    [one] { $count } cellule contient des coordonnées exactes
   *[other] { $count } cellules contiennent des coordonnées exactes
}
hit-title-digits = { $n ->
    [one] { $count } cellule contient un long numéro
   *[other] { $count } cellules contiennent un long numéro
}
hit-place = { $column }, { $n ->
    [one] ligne { $rows }
   *[other] lignes { $rows }
}.
hit-why-own = C’est la valeur d’un client de ce fichier, et elle partirait en clair.
hit-why-form = Cela ressemble à une donnée personnelle et partirait en clair.
hit-show = Montrer
hit-mask = Masquer
hit-keep = Garder…
hit-drop = Écarter la colonne
decided-keep = Gardé dans { $column } : { $what }
decided-mask = Masqué dans { $column } : { $what }
decided-drop = { $column } ne part pas : { $what }
decided-keep-proof = { $n ->
    [one] { $count } cellule
   *[other] { $count } cellules
}. Raison : { $reason }
decided-mask-proof = Chaque occurrence part comme ***.
decided-drop-proof = Décidé par vous.
keep-title = Garder dans { $column } : { $what }
keep-about = Cela part en clair. La raison figure dans la fiche de l’export.
keep-field = Raison
keep-hint = Numéro du magasin, pas d’un client
keep-go = Garder
inconsistent-title = { $column } : { $n ->
    [one] { $count } valeur est écrite de deux façons
   *[other] { $count } valeurs sont écrites de deux façons
}
inconsistent-proof = Elles ne diffèrent que par les espaces, les majuscules ou le format du téléphone, et auraient des pseudonymes différents.
inconsistent-fix = Les écrire pareil
already-title = { $column } : { $n ->
    [one] { $count } cellule est déjà une empreinte
   *[other] { $count } cellules sont déjà des empreintes
}
already-proof = Elles partent telles quelles et ne correspondent jamais aux pseudonymes faits avec la clé.
check-method-undecided = La méthode des pseudonymes est demandée avant l’export.
check-method-plain = Pseudonymes sans clé.
check-method-keyed = Pseudonymes avec la clé { $key }.
held-back-tick = Les écrire aussi pour le fournisseur
held-back-about = Un classeur de ces lignes, cellules fausses marquées et expliquées. Il contient des données personnelles en clair.
held-back-field = Classeur pour le fournisseur
leak-title = Contrôle de fuite sur le fichier fini
leak-kind-name = Noms
leak-kind-id = Numéros d’identité
leak-kind-address = Adresses
leak-kind-email = Adresses électroniques
leak-kind-phone = Numéros de téléphone
leak-kind-extra = Valeurs de colonnes protégées en plus
leak-kind-place = Coordonnées exactes
leak-kind-digits = Longs numéros
leak-searched = { $count } cherchés
leak-none = 0 trouvé
leak-kept = { $count } trouvés, gardés par vous
done-record = Fiche de l’export
done-record-about = Ce qui a été changé, protégé et écarté, sans aucune donnée personnelle.
done-held-back-about = { $n ->
    [one] { $rows } ligne marquée et expliquée. Données en clair : au fournisseur seulement.
   *[other] { $rows } lignes marquées et expliquées. Données en clair : au fournisseur seulement.
}
done-open = Ouvrir
done-edited = Cellules corrigées
done-key = Clé
state-to-settle = { $n ->
    [one] 1 point à régler
   *[other] { $n } points à régler
}
state-key = Clé à donner
state-choice = Un choix à faire
risk-alone-fields = { $n ->
    [one] { $rows } client ne ressemble à aucun autre
   *[other] { $rows } clients ne ressemblent à aucun autre
} sur { $fields } champs réunis
key-use-held = Utiliser la clé { $key }
done-title-clean = { $n ->
    [one] { $rows } ligne écrite, aucune fuite trouvée
   *[other] { $rows } lignes écrites, aucune fuite trouvée
}
status-hidden = Les valeurs personnelles en clair sont cachées
finding-next = Suivante
finding-decide = Décider…
finding-at = { $cell } : { $at } sur { $all }

# Preuve : l’historique oublié, un fichier et sa fiche.
do-seal = Sceller : oublier l’historique…
do-verify = Comparer un fichier à sa fiche…
why-nothing-to-seal = Rien n’a été fait qui puisse être oublié.
seal-title = Oublier l’historique ?
seal-about = { $n ->
    [one] { $count } étape est oubliée, et avec elle toute valeur remplacée : dans la mémoire et dans ce qui est gardé en cas de panne.
   *[other] { $count } étapes sont oubliées, et avec elles toute valeur remplacée : dans la mémoire et dans ce qui est gardé en cas de panne.
} Rien de cela ne pourra plus être annulé.
seal-stays = Les cellules restent comme elles sont. Le fichier d’origine n’a jamais été modifié.
seal-saved = Le projet enregistré contient l’historique jusqu’au prochain enregistrement.
seal-sure = Oublier l’historique
seal-done = { $n ->
    [one] { $count } étape oubliée. Les cellules restent comme elles sont.
   *[other] { $count } étapes oubliées. Les cellules restent comme elles sont.
}
verify-title = Comparer un fichier à sa fiche
verify-about = Est-ce le fichier exporté ce jour-là, octet par octet ?
verify-record = Fiche de l’export (.html ou .json)
verify-file = Fichier à comparer
verify-go = Comparer
verify-yes = Oui
verify-no = Non
verify-unknown = Pas de réponse
work-verifying = Comparaison de { $file } avec sa fiche…
problems-protect = Protéger…
