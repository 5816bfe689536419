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
label-map-column = « { $column } » associée à { $target }
label-map-other = « { $column } » : { $target }
label-delete-rows = { $n ->
    [one] { $count } ligne retirée
   *[other] { $count } lignes retirées
}
label-restore-rows = { $n ->
    [one] { $count } ligne reprise
   *[other] { $count } lignes reprises
}
target-left-out = non envoyée
target-extra-clear = envoyée telle quelle
target-extra-pseudonym = envoyée sous pseudonymes
target-automatic = d’après son en-tête
plan-no-column = Le fichier n’a pas de colonne « { $column } », ou l’a deux fois.
plan-no-row = Le fichier n’a pas de ligne { $row }.
plan-no-field = Le format n’a pas de champ « { $field } » qu’une colonne puisse remplir.
plan-no-rule = Il n’y a pas de contrôle « { $rule } ».
plan-too-few-columns = Il faut au moins deux colonnes pour les réunir.
plan-not-a-source = « { $column } » est nommée deux fois, ou a elle-même été faite à partir d’autres colonnes.
plan-not-convertible = Cette conversion ne donne pas « { $field } ».
plan-no-constant = « { $field } » ne peut pas être le même dans chaque ligne.
plan-not-made = « { $column } » est une colonne du fichier : vous pouvez ne pas l’envoyer, mais pas la retirer.
label-make = { $target } à partir de « { $column } »
label-drop-made = « { $column } » retirée
plan-looks-personal = « { $column } » semble contenir des données personnelles : la colonne peut être omise ou envoyée sous pseudonymes, pas telle quelle.
label-profile = Associé comme pour « { $provider } »
why-name = le nom même du champ
why-listed = un nom connu
why-several = un nom qui pourrait désigner autre chose
why-half = une partie du champ
why-convert = une autre forme du champ
why-path = la dernière partie de l’en-tête
why-quantity = une autre grandeur
why-unit = une autre unité
why-alike = un nom semblable
why-values = l’aspect des valeurs
convert-date-to-year = date en année
convert-age-to-year = âge en année de naissance
convert-kilowatt-to-watt = kW en W
convert-months-to-days = mois en jours, de 30 chacun
convert-years-to-days = années en jours, de 365 chacune
convert-pair = deux coordonnées d’une cellule en deux colonnes
convert-opposite = le contraire : oui devient false
personal-header = l’en-tête parle d’une personne
personal-phone = numéros de téléphone dans { $share } % des cellules
personal-email = adresses électroniques dans { $share } % des cellules
personal-id-number = numéros de pièce d’identité dans { $share } % des cellules
personal-place = coordonnées dans { $share } % des cellules
personal-birth-date = dates de naissance dans { $share } % des cellules
personal-same-as = mots de « { $field } » de la même ligne dans { $share } % des cellules
proposal-map = Proposé, non utilisé : « { $columns } » est { $field } (--map "{ $columns }={ $field }")
proposal-join = Proposé, non utilisé : réunir { $columns } en { $field }
proposal-convert = Proposé, non utilisé : « { $columns } » en { $field }, { $what }
proposal-choose = Choisissez une colonne pour { $field } : { $columns } (--map "EN-TÊTE={ $field }")
proposal-fill = { $field } n’a pas de colonne. Choisissez-en une, ou un même texte pour toutes les lignes.
changes-renamed = « { $old } » est maintenant « { $new } ».
changes-new = Nouvelle colonne : « { $column } ».
changes-gone = N’y est plus : « { $column } ».
profile-ask-constant = { $field } était le même dans toutes les lignes du dernier fichier ; son texte n’est pas mémorisé.
profile-broken = Ce n’est pas un profil de Tamis.
profile-broken-line = Ce n’est pas un profil de Tamis : la ligne { $line } n’a pas de sens.
profile-version = Ce profil vient d’une version plus récente de Tamis.
profile-io = Le profil ne peut pas être lu ou écrit. Vérifiez le dossier et ses droits.
profile-not-found = Ce profil n’existe pas.
