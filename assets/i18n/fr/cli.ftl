# La ligne de commande.
cli-about = Vérifier, corriger et pseudonymiser une liste de compteurs avant l’envoi. Rien ne quitte cet ordinateur.
cli-file = Le fichier à ouvrir : classeur Excel ou csv
cli-sheet = La feuille à lire ; à défaut, la première visible. Répétée, d’autres feuilles aux mêmes en-têtes sont lues dans le même tableau
cli-header-row = La ligne qui nomme les colonnes, telle que le tableur la numérote
cli-encoding = L’encodage d’un fichier texte, par exemple utf-8 ou windows-1252
cli-delimiter = Le caractère entre les champs d’un fichier texte, ou « tab »
cli-as-shown = Prendre les nombres entiers comme leur format les affiche, avec leurs zéros au début
cli-fill-merged = Donner le texte des cellules fusionnées à chaque ligne qu’elles couvrent
cli-format = Forme du résultat
cli-lang = Langue des messages
cli-check = Dire ce qui ne va pas, et où
cli-export = Écrire le fichier pour la plateforme
cli-fields = Lister les champs du format d’envoi
cli-output = Le fichier à écrire : .csv, .json, .jsonl ou .xlsx
cli-fix = Corrections à faire avant : safe prend toutes celles sans perte
cli-invalid = Sort des lignes en erreur : stop n’écrit rien, skip les écarte, keep les écrit
cli-force = Remplacer la cible si elle existe
cli-target-kind = Le fichier à écrire doit finir par .csv, .json, .jsonl ou .xlsx.
cli-schema = Le format intégré est illisible : { $reason }
cli-plain = Les pseudonymes sont des empreintes SHA-256 simples : aucune clé n’a été donnée.
cli-rows = { $n ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
}
cli-counts = { $e ->
    [one] { $errors } erreur
   *[other] { $errors } erreurs
}, { $w ->
    [one] { $warnings } avertissement
   *[other] { $warnings } avertissements
}, { $n ->
    [one] { $notes } remarque
   *[other] { $notes } remarques
}
cli-error = erreur
cli-warning = avertissement
cli-note = remarque
cli-mark-required = obligatoire
cli-mark-p14n = pseudonymisé
cli-mark-blurred = arrondi
cli-mark-generated = généré
no-window-build = Cette version n’a pas de fenêtre. Utilisez « tamis check FICHIER » et « tamis export FICHIER -o SORTIE.csv ».
summary-rows-written = Lignes écrites : { $count }
summary-rows-left-out = Lignes écartées : { $count }
summary-columns-written = Colonnes écrites : { $count }
summary-columns-left-out = Colonnes écartées : { $count } ({ $names })
summary-pseudonymized = Cellules pseudonymisées : { $count }
summary-blurred = Cellules arrondies : { $count }
summary-emptied = Cellules vidées : { $count }
export-missing-columns = Rien n’a été écrit : { $n ->
    [one] un champ obligatoire n’a pas de colonne
   *[other] des champs obligatoires n’ont pas de colonne
} ({ $fields }). Ajoutez-la au fichier ou renommez son en-tête.
export-errors-left = Rien n’a été écrit : { $n ->
    [one] { $errors } erreur reste
   *[other] { $errors } erreurs restent
} dans { $r ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
}. Corrigez-les, ou choisissez d’écarter ces lignes (--invalid skip).
export-no-rows-left = Rien n’a été écrit : toutes les lignes ont une erreur ; les écarter ne laisse rien.
cli-split = Écrire des parties de N lignes au plus, et leur liste
cli-api = Écrire le json comme corps de l’interface de la plateforme, en parties de 10 000 enregistrements sauf si --split dit autre chose
cli-bom = Commencer un csv par la marque à laquelle Excel reconnaît son encodage
cli-drop-empty = Écarter les colonnes vides à toutes les lignes
cli-api-kind = --api écrit du json : le fichier à écrire doit finir par .json.
cli-bom-kind = --bom est pour le csv : le fichier à écrire doit finir par .csv.
cli-report = Renvoyer au fournisseur son propre classeur, avec les cellules fausses marquées et expliquées
cli-report-output = Le fichier à écrire ; son nom doit finir par -PERSONAL-DATA.xlsx
cli-held-back = Avec --invalid skip : écrire aussi les lignes écartées, pour le fournisseur ; le nom doit finir par -PERSONAL-DATA.xlsx
cli-held-back-skip = --held-back va avec --invalid skip.
cli-words = Langue du classeur pour le fournisseur, si ce n’est celle des messages
no-window-display = Aucune fenêtre ne peut s’ouvrir : il n’y a pas d’écran ici. Utilisez « tamis check FICHIER » et « tamis export FICHIER -o SORTIE.csv ».
no-window-library = Aucune fenêtre ne peut s’ouvrir : le paquet { $package } du système manque. Installez-le, ou utilisez « tamis check FICHIER » et « tamis export FICHIER -o SORTIE.csv ».
no-window-refused = Aucune fenêtre ne peut s’ouvrir : l’écran ou son pilote OpenGL l’a refusée. Utilisez « tamis check FICHIER » et « tamis export FICHIER -o SORTIE.csv ».
cli-template = Écrire un classeur vide à faire remplir par les fournisseurs
cli-template-output = Le classeur à écrire, .xlsx
cli-template-fields = Champs à mettre, séparés par des virgules ; les obligatoires y sont toujours. Tous sans cette option
cli-template-labels = En-têtes avec le nom courant avant le nom du champ
cli-template-lang = Langue du classeur et des messages
cli-columns = Dire comment chaque colonne serait lue et reconnue
cli-map = Ce qu’est une colonne : EN-TÊTE=champ ; EN-TÊTE= ne l’envoie pas, EN-TÊTE=custom l’envoie telle quelle. Peut être répété
cli-profile = Reconnaître les colonnes selon ce profil d’un fournisseur et, avant d’écrire un fichier, refaire ses étapes (sauf avec --recipe) ; rien n’est mémorisé
cli-map-form = « { $map } » n’est pas de la forme EN-TÊTE=champ.
cli-corrections = Écrire aussi la page « Ce que nous avons corrigé dans votre fichier » pour le fournisseur ; elle ne contient aucune valeur personnelle.
cli-sent-back = Un classeur déjà renvoyé au fournisseur : le compte rendu le cite par son nom et son SHA-256. Peut être donné plusieurs fois
cli-sent-back-unreadable = « { $file } » ne peut pas être lu, le compte rendu ne pourrait pas le citer. Rien n’a été écrit.
cli-summary = Afficher les sortes de problèmes et leur nombre, sans les citer un à un
cli-same-target = Deux des fichiers à écrire portent ce nom. Donnez à chacun le sien.
