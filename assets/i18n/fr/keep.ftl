# Enregistrement, projets, journaux, fichiers récents, ce qui est retenu.
do-save = Enregistrer le projet
do-save-as = Enregistrer le projet sous…
do-clear-recent = Vider la liste des fichiers récents
do-delete-traces = Supprimer toutes les traces…
why-no-recent = Il n’y a pas de fichier récent.
why-nothing-kept = Rien n’est conservé sur cet ordinateur.
save-title = Enregistrer le projet
save-about = Le travail fait jusqu’ici, pour le reprendre plus tard. Il contient des données personnelles et il est chiffré.
save-path = Emplacement
save-browse = Parcourir…
save-replace = Remplacer le fichier présent
save-exists = Un fichier de ce nom est déjà là.
save-computer = Seul ce compte, sur cet ordinateur, peut l’ouvrir
save-passphrase = Quiconque a la phrase secrète peut l’ouvrir
save-computer-about = Rien à retenir. Une copie du fichier est inutilisable ailleurs ; qui travaille sous votre compte peut l’ouvrir.
save-passphrase-about = Une phrase secrète oubliée ne peut être retrouvée par personne.
save-passphrase-field = Phrase secrète
save-passphrase-again = La même une seconde fois
save-passphrase-missing = Saisissez une phrase secrète.
save-passphrase-differs = Les deux ne sont pas identiques.
save-go = Enregistrer
open-project-title = Ouvrir { $file }
open-project-passphrase = Phrase secrète du projet
work-saving = Enregistrement de { $file }
work-looking-back = Recherche d’un travail antérieur
toast-saved = Enregistré : { $file }
toast-settings-failed = Les réglages ne peuvent pas être enregistrés. Ils valent jusqu’à la fermeture de Tamis.
toast-settings-broken = Les réglages n’ont pas pu être lus. Ils repartent de zéro.
toast-traces-deleted = Toutes les traces sont supprimées.
status-kept = Travail conservé à { $clock }
status-saved = Enregistré à { $clock }
status-not-kept = Travail non conservé
leave-title = Enregistrer le travail sur { $file } ?
leave-about = Les corrections ne sont dans aucun fichier exporté ni dans aucun projet. Sans enregistrement, elles sont perdues.
leave-about-rows = { $n ->
    [one] { $rows } ligne a été écartée de l’envoi et n’est dans aucun fichier. Avec un projet enregistré, elle pourra être corrigée plus tard ; sinon ses corrections sont perdues.
   *[other] { $rows } lignes ont été écartées de l’envoi et ne sont dans aucun fichier. Avec un projet enregistré, elles pourront être corrigées plus tard ; sinon leurs corrections sont perdues.
}
leave-about-more = Les dernières corrections ne sont ni dans un fichier exporté ni dans un projet enregistré. Sans enregistrement, elles sont perdues.
leave-save = Enregistrer
leave-give-up = Ne pas enregistrer
resume-title = Reprendre { $file } ?
resume-about = { $n ->
    [one] { $when }, { $changes } modification
   *[other] { $when }, { $changes } modifications
}
resume-why = Tamis s’est arrêté avant que ce travail soit enregistré ou exporté. Il est conservé chiffré sur cet ordinateur et supprimé après 14 jours.
resume-go = Reprendre
resume-later = Plus tard
resume-delete = Supprimer
restore-gone-title = Où est { $file } ?
restore-gone-about = Le fichier d’origine n’est plus là : { $path }. Le travail conservé en a besoin.
restore-gone-path = Où il est maintenant
restore-changed-title = { $file } a changé
restore-changed-about = Ce fichier n’est pas celui sur lequel le travail a été fait : { $path }.
restore-changed-what = Ce qui convient encore peut être repris : les corrections des cellules qui contiennent le même texte qu’alors. Le reste est laissé de côté et compté.
restore-changed-go = Ouvrir avec ce qui convient
restore-skipped = { $n ->
    [one] { $changes } modification ne convenait pas au fichier actuel et a été laissée de côté.
   *[other] { $changes } modifications ne convenaient pas au fichier actuel et ont été laissées de côté.
}
seal-not-ours = « { $file } » n’est pas un projet de Tamis.
seal-later-version = « { $file } » vient d’une version plus récente de Tamis. Installez cette version.
seal-damaged = « { $file } » est abîmé et ne peut pas être ouvert. Prenez une copie s’il y en a une.
seal-wrong-passphrase = La phrase secrète est fausse, ou « { $file } » est abîmé.
seal-passphrase-needed = « { $file } » demande sa phrase secrète.
seal-other-computer = « { $file } » ne s’ouvre que sur l’ordinateur et sous le compte qui l’ont enregistré, et seulement tant que la clé de cet ordinateur est là. Enregistrez-le là-bas avec une phrase secrète pour l’apporter ici.
computer-key-unreadable = La clé de cet ordinateur ne peut pas être lue. Fermez d’autres programmes et réessayez.
traces-title = Supprimer toutes les traces ?
traces-about = Sont supprimés sur cet ordinateur : les réglages, les fichiers récents, les profils de fournisseurs, l’association des clés et des fournisseurs, le travail conservé après un arrêt brutal et le fichier d’exercice.
traces-stay = Vos fichiers, les fichiers exportés, les projets et les fichiers de clé de l’organisation restent où vous les avez mis. Les fichiers ouverts restent ouverts.
traces-key = La clé de cet ordinateur aussi
traces-key-about = Les projets que seul cet ordinateur ouvre ne pourront alors plus jamais être ouverts par personne.
traces-go = Supprimer
recent-title = Fichiers récents
recent-clear = Vider la liste
recent-gone = Introuvable
recent-exported = Exporté
recent-errors = { $n ->
    [0] Aucune erreur
    [one] { $errors } erreur reste
   *[other] { $errors } erreurs restent
}
recent-project = projet
moment-yesterday = hier, { $clock }
moment-written = { $day } à { $clock }
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
