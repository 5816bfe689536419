## Le guide : une page pour le début, une par étape.

do-step-help = Aide sur cette étape
do-full-screen = Plein écran
do-still-picture = Sans animation
do-step-read = Aller à Lire
do-step-match = Aller à Associer
do-step-fix = Aller à Corriger
do-step-protect = Aller à Protéger
do-step-export = Aller à Exporter
do-next-file = Fichier suivant
do-previous-file = Fichier précédent
why-one-file = Un seul fichier est ouvert.

guide-start = Début
guide-do = Que faire
guide-know = Bon à savoir
guide-start-what = Tamis prend une liste de compteurs et de clients telle qu’un fournisseur l’envoie, montre ce qui ne va pas, aide à le corriger, remplace les données personnelles et écrit un fichier que la plateforme accepte.
guide-start-do-1 = Ouvrez un fichier avec Ctrl+O, ou déposez-le sur la fenêtre. Tamis lit Excel, OpenDocument, csv et json.
guide-start-do-2 = Suivez les cinq étapes du haut. La plupart des fichiers ne demandent que Corriger, Protéger et Exporter.
guide-start-do-3 = Pour essayer sans risque, ouvrez la liste d’exercice depuis le menu Aide. Tout y est inventé.
guide-start-know-1 = Le fichier que vous ouvrez n’est jamais modifié. Ce que vous exportez est un nouveau fichier.
guide-start-know-2 = Tamis n’utilise jamais le réseau. Rien ne quitte cet ordinateur, sauf le fichier que vous remettez vous-même.
guide-start-know-3 = Votre travail est gardé au fur et à mesure. Après une coupure de courant, Tamis propose de reprendre où vous en étiez.
guide-start-know-4 = Ctrl+P montre tout ce que vous pouvez faire, F1 les raccourcis ; F6 passe d’une partie de la fenêtre à l’autre.

guide-read-what = Comment le fichier a été lu : quelle feuille, à quelle ligne se trouvent les en-têtes et, pour un fichier texte, l’encodage et le séparateur. C’est presque toujours juste, et vous n’avez pas besoin de venir ici.
guide-read-do-1 = Regardez les premières lignes. Les en-têtes doivent être en haut, chaque valeur sous son en-tête.
guide-read-do-2 = Si la feuille ou la ligne n’est pas la bonne, choisissez-en une autre. Les lignes montrent aussitôt ce que cela donnerait.
guide-read-do-3 = Si des lettres semblent abîmées (Ã© au lieu de é), choisissez un autre encodage.
guide-read-know-1 = Plusieurs feuilles aux mêmes en-têtes peuvent être lues comme un seul tableau. Chaque problème nomme toujours sa propre feuille.
guide-read-know-2 = Les lignes et colonnes cachées sont des données comme les autres ; elles sont lues.
guide-read-know-3 = Tamis propose de retirer une ligne de totaux ; elle reste tant que vous n’avez pas accepté.

guide-match-what = Quelle colonne du fichier correspond à quel champ de la plateforme. Ce qui est certain est déjà associé ; ce qui est seulement probable vous attend.
guide-match-do-1 = Parcourez les colonnes en attente. Pour chacune, acceptez la proposition ou choisissez un autre champ.
guide-match-do-2 = Si deux colonnes veulent le même champ, choisissez l’une d’elles, ou réunissez-les.
guide-match-do-3 = Si un champ obligatoire manque et vaut la même chose partout, remplissez-le d’une seule valeur.
guide-match-know-1 = Les colonnes que la plateforme ne connaît pas sont écartées, sauf si vous les envoyez. Elles partent alors en clair, et Tamis y cherche des données personnelles.
guide-match-know-2 = Après un export, l’association peut être gardée sous le nom du fournisseur. Le fichier suivant s’ouvre avec elle.
guide-match-know-3 = Tout se fait au clavier : les flèches choisissent, Entrée accepte.

guide-fix-what = Tout ce que la plateforme refuserait, et tout ce qui paraît étrange. Les erreurs doivent disparaître avant l’export, sinon leurs lignes restent ici ; les avertissements sont laissés à votre appréciation.
guide-fix-do-1 = Commencez par les corrections sûres : elles changent la façon d’écrire une valeur, pas ce qu’elle dit.
guide-fix-do-2 = Choisissez un groupe de problèmes à gauche. « Tout corriger » montre chaque changement avant de le faire.
guide-fix-do-3 = Quand une valeur peut se lire de deux façons, répondez une seule fois pour toute la colonne.
guide-fix-do-4 = Écrivez dans une cellule comme dans Excel. F8 mène au problème suivant.
guide-fix-know-1 = Ctrl+Z annule la dernière action, quelle qu’elle soit. L’historique liste toutes les actions, et vous pouvez revenir à n’importe laquelle.
guide-fix-know-2 = Les adresses sont celles du fichier du fournisseur : F12 est la cellule F12 du classeur que vous avez reçu.
guide-fix-know-3 = Ce que vous ne pouvez pas corriger vous-même peut retourner au fournisseur, dans un classeur où les cellules fausses sont marquées.

guide-protect-what = Ce que deviennent les données personnelles. Noms, pièces d’identité, adresses, téléphones et adresses e-mail deviennent des pseudonymes, les positions GPS sont arrondies. Rien de cela ne part en clair.
guide-protect-do-1 = Choisissez comment les pseudonymes sont faits : avec une clé, plus sûre, ou sans clé.
guide-protect-do-2 = Regardez les deux côtés : ce qui est dans le fichier, et ce qui partira.
guide-protect-do-3 = Regardez le risque. Moins de détails ou des positions moins précises rendent les personnes plus difficiles à reconnaître.
guide-protect-know-1 = La même valeur avec la même clé donne le même pseudonyme dans tous les fichiers. Gardez la clé, et une copie en lieu sûr : sans elle, les pseudonymes du mois prochain seront différents.
guide-protect-know-2 = Sans clé, un numéro de téléphone se retrouve en essayant tous les numéros. Tamis dit combien de temps il faut.
guide-protect-know-3 = Des données pseudonymisées restent des données personnelles. Traitez le fichier avec soin.

guide-export-what = Un dernier contrôle avant l’écriture du fichier : quelles lignes et colonnes partent, lesquelles restent, et ce qui a été trouvé dans les textes qui partent en clair.
guide-export-do-1 = Décidez de chaque donnée trouvée : gardez-la en donnant une raison, masquez-la, ou écartez la colonne.
guide-export-do-2 = Choisissez le type de fichier et son emplacement. Un bouton bloqué dit ce qui le bloque.
guide-export-do-3 = Gardez la fiche de l’export à côté du fichier : elle dit exactement ce qui est parti, sans une seule valeur personnelle.
guide-export-know-1 = Avant de recevoir son nom, le fichier est rouvert et l’on y cherche chaque nom, numéro et adresse reconnaissable de l’original.
guide-export-know-2 = Les bonnes lignes peuvent partir aujourd’hui. Les lignes retenues peuvent aller au fournisseur, dans un classeur, en même temps.
guide-export-know-3 = « Comparer un fichier à sa fiche » dit plus tard si un fichier est bien celui qui a été exporté.
