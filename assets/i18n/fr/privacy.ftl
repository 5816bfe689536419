# Clés, pseudonymes, alarme, contrôle du fichier, compte rendu.
method-undecided = Méthode des pseudonymes à choisir
method-plain = Pseudonymes simples, sans clé
method-keyed = Pseudonymes avec une clé
label-confirm-key = Cette clé est utilisée désormais
label-treat-column = { $column } : { $treatment }
label-decide = Données personnelles dans { $column } : { $decision }
plan-not-allowed = La colonne « { $column } » ne peut pas être traitée ainsi : les champs personnels ne partent jamais en clair, et les champs obligatoires doivent partir.
decision-none = pas décidé
decision-keep = gardées
decision-mask = masquées
decision-drop = colonne écartée
trace-name = nom
trace-id = numéro d’identité
trace-address = adresse
trace-email = adresse électronique
trace-phone = numéro de téléphone
trace-extra = valeur d’une colonne rendue personnelle
trace-place = coordonnées exactes
trace-digits = long numéro
treatment-default = comme le format le dit
treatment-clear = part tel quel
treatment-year = seule l’année part
treatment-leave-out = ne part pas
treatment-pseudonym = pseudonyme ({ $kind })
treatment-blur = { $decimals ->
    [one] arrondi à { $decimals } décimale
   *[other] arrondi à { $decimals } décimales
}
hit-own-value = { $column } : { $n ->
    [one] { $count } cellule contient
   *[other] { $count } cellules contiennent
} une valeur personnelle de ce fichier ({ $what }) : { $cells }
hit-form = { $column } : { $n ->
    [one] { $count } cellule contient
   *[other] { $count } cellules contiennent
} ce qui ressemble à une donnée personnelle ({ $what }) : { $cells }
leak-found = Retrouvés dans le fichier fini : { $list }.
leak-nothing-personal = Le fichier n’a aucune valeur personnelle distinctive à rechercher.
leak-too-common = { $n ->
    [one] { $count } valeur est trop courante
   *[other] { $count } valeurs sont trop courantes
} pour être recherchées.
leak-name = { $n ->
    [one] { $found } nom sur { $all }
   *[other] { $found } noms sur { $all }
}
leak-id = { $n ->
    [one] { $found } numéro d’identité sur { $all }
   *[other] { $found } numéros d’identité sur { $all }
}
leak-address = { $n ->
    [one] { $found } adresse sur { $all }
   *[other] { $found } adresses sur { $all }
}
leak-email = { $n ->
    [one] { $found } adresse électronique sur { $all }
   *[other] { $found } adresses électroniques sur { $all }
}
leak-phone = { $n ->
    [one] { $found } numéro de téléphone sur { $all }
   *[other] { $found } numéros de téléphone sur { $all }
}
leak-extra = { $n ->
    [one] { $found } valeur rendue personnelle sur { $all }
   *[other] { $found } valeurs rendues personnelles sur { $all }
}
leak-place = { $n ->
    [one] { $found } coordonnée exacte sur { $all }
   *[other] { $found } coordonnées exactes sur { $all }
}
leak-digits = { $n ->
    [one] { $found } long numéro sur { $all }
   *[other] { $found } longs numéros sur { $all }
}
leak-in-cell = enregistrement { $record }, colonne { $column }
leak-in-header = en-tête de la colonne { $column }
leak-in-part = partie interne { $part }
leak-not-treated = valeur qui devait partir en pseudonyme ou arrondie
leak-find = { $what } : { $place }
key-not-a-key = Ce n’est pas un fichier de clé, ou il est abîmé. Reprenez la clé ou sa copie là où elle est gardée.
key-later-version = Ce fichier de clé vient d’une version plus récente de Tamis. Mettez d’abord Tamis à jour.
key-passphrase-needed = Cette clé demande sa phrase secrète.
key-passphrase-wrong = La phrase secrète est fausse, ou le fichier de clé a été modifié.
key-passphrase-empty = Une phrase secrète vide ne protège rien. Saisissez-en une, ou choisissez de ne pas en avoir.
key-system = L’ordinateur n’a pas donné de nombres aléatoires ou de mémoire pour la clé. Réessayez.
key-required = Rien n’a été écrit : les fichiers de ce fournisseur doivent partir avec une clé. Indiquez la clé.
key-not-at-hand = Rien n’a été écrit : la clé { $expected } n’est pas là. Ouvrez son fichier.
key-other = Rien n’a été écrit : les fichiers précédents de ce fournisseur sont partis avec la clé { $expected }, celle-ci est { $found }. Avec une autre clé, les mêmes clients reçoivent d’autres pseudonymes. Prenez la bonne clé, ou confirmez la nouvelle.
key-other-none = Rien n’a été écrit : les fichiers précédents de ce fournisseur sont partis avec la clé { $expected }. Sans elle, les mêmes clients reçoivent d’autres pseudonymes. Ouvrez la clé, ou confirmez que vous vous en passez.
export-personal-data = Rien n’a été écrit : des données personnelles partiraient en clair. Décidez pour chaque colonne de ce qu’elles deviennent (--decide COLONNE=keep, mask ou drop) :
export-leak = Rien n’a été écrit : le fichier fini contenait ce qui devait avoir disparu, et il a été supprimé.
cli-key = Créer et montrer la clé d’une organisation
cli-key-new = Créer une clé dans son propre fichier
cli-key-show = Montrer l’empreinte d’une clé
cli-key-export = Écrire une copie de sauvegarde d’une clé
cli-key-file = Le fichier de clé
cli-key-backup = Le fichier de la copie
cli-key-use = Former les pseudonymes avec cette clé ; sans elle, de simples empreintes
cli-passphrase-fd = Lire la phrase secrète de la clé sur ce descripteur de fichier ; sans lui, dans TAMIS_PASSPHRASE
cli-no-passphrase = Garder la clé sans phrase secrète : qui a le fichier a la clé
cli-expect-key = Ne rien écrire avec une autre clé que celle de cette empreinte
cli-require-key = Ne rien écrire sans clé
cli-decide = Ce que deviennent les données personnelles trouvées dans une colonne qui part en clair : keep:RAISON, mask ou drop
cli-treat = Comment une colonne part : pseudonym:GENRE, blur:DÉCIMALES ou drop
cli-record = Écrire un compte rendu de l’export, .html ou .json
cli-keyed = Les pseudonymes sont formés avec la clé { $fingerprint }.
cli-key-needs-passphrase = Donnez une phrase secrète par --passphrase-fd ou TAMIS_PASSPHRASE, ou refusez-la avec --no-passphrase.
key-cannot-read = Le fichier de clé « { $file } » n’est pas là ou ne peut pas être lu.
key-passphrase-unreadable = La phrase secrète n’a pas pu être lue sur ce descripteur de fichier.
key-shown-sealed = { $fingerprint } (avec une phrase secrète)
key-shown-open = { $fingerprint } (sans phrase secrète : qui a le fichier a la clé)
key-made = { $fingerprint } a été créée. Gardez-en une copie : sans cette clé, les mêmes clients reçoivent d’autres pseudonymes.
key-backed-up = { $fingerprint } a été copiée.
warn-inconsistent = { $column } : { $n ->
    [one] { $count } valeur est écrite
   *[other] { $count } valeurs sont écrites
} de plusieurs façons ; chaque écriture reçoit un autre pseudonyme.
warn-already = { $column } : { $n ->
    [one] { $count } cellule était déjà une empreinte et est passée telle quelle
   *[other] { $count } cellules étaient déjà des empreintes et sont passées telles quelles
} ; elles ne correspondent jamais aux pseudonymes formés avec la clé.
cli-record-kind = Le compte rendu doit finir par .html ou .json.
cli-verify = Dire si un fichier est celui dont parle un compte rendu
cli-verify-record = Le compte rendu d’un export
cli-verify-file = Le fichier à comparer
verify-same = C’est le fichier consigné le { $date }.
verify-other = Ce n’est pas le fichier consigné le { $date }, ou il a été modifié depuis.
verify-cannot-read = Le compte rendu ou le fichier n’est pas là ou ne peut pas être lu.
verify-no-record = Ce n’est pas le compte rendu d’un export, ou il est abîmé.
record-title = Compte rendu d’un export
record-note = Des données pseudonymisées restent des données personnelles : qui a la clé, ou devine une valeur, peut retrouver une personne. Les numéros de série, les comptes et les références client partent tels quels et désignent aussi un client.
record-date = Date
record-tamis = Version de Tamis
record-input = Fichier source
record-output = Fichier écrit
record-return = Fichier pour le fournisseur, avec données personnelles
record-schema = Format
record-method = Pseudonymes
record-keyed = Avec la clé { $fingerprint } (HMAC-SHA-256)
record-plain = Sans clé (SHA-256)
record-rows-in = Lignes du fichier source
record-rows-taken-out = Lignes retirées à la main
record-rows-written = Lignes écrites
record-rows-left-out = Lignes écartées
record-rows-errors = Lignes écrites avec des erreurs
record-columns = Colonnes parties
record-column = Colonne
record-name = Nom dans le fichier
record-treatment = Ce qui a été fait
record-filled = Cellules remplies
record-treated = Cellules traitées
record-emptied = Cellules vidées
record-edited = Cellules modifiées avant
record-left-out = Colonnes écartées
record-reason = Raison
record-search = Recherche de données personnelles
record-searched = Recherchés : { $list }.
record-no-hits = Aucune donnée personnelle n’a été trouvée dans les colonnes qui partent telles quelles.
record-what = Ce qui a été trouvé
record-cells = Cellules
record-decision = Décision
record-risk = Risque que des personnes soient retrouvées
why-out-generated = La plateforme la remplit elle-même
why-out-unknown = Hors format
why-out-duplicate = Deux colonnes pour un champ
why-out-proposed = Proposition non confirmée
why-out-left-out = Écartée par l’utilisateur
why-out-part = Partie d’une colonne formée avec elle
why-out-empty = Vide
risk-nothing = Aucune colonne qui part ne resserre le cercle des personnes.
risk-now = { $n ->
    [one] { $alone } ligne sur { $rows } ne ressemble
   *[other] { $alone } lignes sur { $rows } ne ressemblent
} à aucune autre par { $list } ; { $few } partagent tout cela avec moins de quatre autres.
risk-worst = Le plus révélateur : { $field }.
risk-step = { $step } : { $n ->
    [one] { $alone } ligne seule
   *[other] { $alone } lignes seules
}, { $few } avec moins de quatre autres.
risk-place = coordonnées
risk-leave-out = Sans { $field }
risk-round = { $decimals ->
    [one] Coordonnées à { $decimals } décimale
   *[other] Coordonnées à { $decimals } décimales
}
figure-plain = Tous les numéros de téléphone à { $digits } chiffres peuvent être essayés en { $time } environ sur cet ordinateur.
figure-seconds = { $n ->
    [one] { $count } seconde
   *[other] { $count } secondes
}
figure-minutes = { $n ->
    [one] { $count } minute
   *[other] { $count } minutes
}
figure-hours = { $n ->
    [one] { $count } heure
   *[other] { $count } heures
}
figure-days = { $n ->
    [one] { $count } jour
   *[other] { $count } jours
}
label-unify = Une seule écriture dans { $column } : { $n ->
    [one] { $count } cellule
   *[other] { $count } cellules
}
