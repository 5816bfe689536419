# Contrôles : règles, cas, aide, corrections, questions.
rule-point-thousands = Point des milliers, peut-être
rule-point-thousands-message = « { $value } » : ailleurs, cette colonne sépare les milliers par des points ; ce nombre peut donc être mille fois plus grand.
rule-placeholder = Valeur de remplissage
rule-placeholder-message = « { $value } » ne sert qu’à remplir la cellule. Écrivez la vraie valeur, ou videz la cellule.
rule-null-word = Mot pour « aucune valeur »
rule-null-word-message = « { $value } » veut dire qu’il n’y a pas de valeur. La plateforme garderait le mot ; videz la cellule.
rule-number-as-text-zeros = Zéro de tête perdu
rule-number-as-text-zeros-message = « { $value } » a sans doute perdu son zéro de tête dans un tableur : { $full_n ->
        [one] { $full_cells } valeur de la colonne a
       *[other] { $full_cells } valeurs de la colonne ont
    } { $full } chiffres et un zéro en tête, { $short_n ->
        [one] { $short_cells } en a
       *[other] { $short_cells } en ont
    } { $short }.
rule-phone = Numéro de téléphone
rule-phone-message = « { $value } » n’est pas un numéro possible dans le pays de la ligne.
rule-email = Adresse électronique
rule-email-message = « { $value } » n’a pas la forme d’une adresse électronique, comme nom@example.com.
rule-coordinates = Lieu douteux
rule-coordinates-message = Ce lieu n’est pas dans le pays de la ligne.
rule-device-with-two-customers = Un compteur, plusieurs clients
rule-device-with-two-customers-message = Le même compteur figure à la ligne { $other } avec un autre client.
rule-serial-with-two-manufacturers = Un numéro de série, plusieurs fabricants
rule-serial-with-two-manufacturers-message = Le même numéro de série figure à la ligne { $other } avec un autre fabricant : la plateforme en fait deux compteurs.
rule-spelling-of-identity = Écrit de plusieurs façons
rule-spelling-of-identity-message = « { $value } » est sans doute une autre écriture d’une valeur plus fréquente. Pour la plateforme, ce sont deux valeurs.
rule-same-row-twice = Ligne en double
rule-same-row-twice-message = La ligne { $other } est identique à celle-ci dans toutes les colonnes.
rule-customer-with-two-names = Une référence client, plusieurs noms
rule-customer-with-two-names-message = La même référence client figure à la ligne { $other } avec un autre nom.
rule-dates-in-order = Dates trop éloignées
rule-dates-in-order-message = « { $value } » vient un an ou plus après la pose.
rule-amount-without-currency = Montant sans monnaie
rule-amount-without-currency-message = « { $value } » est un montant, et la ligne ne nomme pas de monnaie.
rule-plan-days-without-plan = Durée sans plan de paiement
rule-plan-days-without-plan-message = « { $value } » est la durée d’un plan de paiement, et la ligne ne nomme pas de plan.
rule-untidy-text = Texte mal composé
rule-untidy-text-message = « { $value } » contient des espaces ou des signes inhabituels : il paraît identique à un autre texte et ne l’est pas.
rule-test-row = Compteur de test
rule-test-row-message = Cette ligne est marquée comme un test. Elle part, et la plateforme la connaît comme test.
rule-decimal-comma-two-readings = « { $value } » peut se lire de deux façons, avec des décimales ou avec des milliers. Choisissez une fois pour la colonne.
rule-not-a-number-two-readings = « { $value } » peut se lire de deux façons. Choisissez une fois pour la colonne.
rule-not-a-number-null-word = « { $value } » est un mot pour « aucune valeur ». Videz la cellule.
rule-not-a-number-unit = « { $value } » porte une unité ou un signe à côté du nombre. Écrivez le nombre seul, dans l’unité du champ.
rule-not-an-integer-two-readings = « { $value } » peut se lire de deux façons. Choisissez une fois pour la colonne.
rule-not-an-integer-null-word = « { $value } » est un mot pour « aucune valeur ». Videz la cellule.
rule-not-an-integer-unit = « { $value } » porte un mot à côté du nombre. Écrivez le nombre seul.
rule-not-a-date-two-readings = « { $value } » peut être jour et mois, ou mois et jour. Choisissez une fois pour la colonne.
rule-not-a-date-null-word = « { $value } » est un mot pour « aucune valeur ». Videz la cellule.
rule-not-a-date-impossible = « { $value } » est un jour qui n’existe pas.
rule-not-a-date-zero = « { $value } » est une date vide telle que des logiciels l’écrivent. Videz la cellule.
rule-not-a-date-serial = « { $value } » est le numéro d’un jour dans un tableur.
rule-not-a-boolean-null-word = « { $value } » est un mot pour « aucune valeur ». Videz la cellule.
rule-not-in-list-two-readings = « { $value } » est un chiffre pour le sexe. Dites une fois pour la colonne quel chiffre est lequel.
rule-not-in-list-null-word = « { $value } » est un mot pour « aucune valeur ». Videz la cellule.
rule-country-code-two-readings = « { $value } » peut désigner plusieurs pays. Choisissez lequel.
rule-country-code-null-word = « { $value } » est un mot pour « aucune valeur ». Videz la cellule.
rule-currency-code-two-readings = « { $value } » peut désigner plusieurs monnaies, et le pays de la ligne ne dit pas laquelle. Choisissez-en une.
rule-currency-code-null-word = « { $value } » est un mot pour « aucune valeur ». Videz la cellule.
rule-implausible-value-first-day = « { $value } » est le premier jour du calendrier d’un ordinateur : la date était sans doute vide.
rule-damaged-number-scientific = « { $value } » : un tableur a écrit cet identifiant comme un nombre avec exposant, et ses derniers chiffres sont perdus. Redemandez le fichier avec cette colonne en texte.
rule-damaged-number-lost-digits = « { $value } » : un tableur ne garde que 15 chiffres et a changé les autres en zéros. Redemandez le fichier avec cette colonne en texte.
rule-placeholder-whole-column = Une seule valeur remplit toute la colonne { $column }, où chaque ligne devrait avoir la sienne.
rule-phone-several = « { $value } » : il y a plus d’un numéro dans cette cellule. Le pseudonyme serait celui des deux ensemble.
rule-phone-not-a-number = « { $value } » contient des lettres ou des signes qu’aucun numéro de téléphone n’a.
rule-phone-too-short = « { $value } » a moins de chiffres que les numéros du pays de la ligne.
rule-phone-too-long = « { $value } » a plus de chiffres que les numéros du pays de la ligne.
rule-phone-extra-zero = « { $value } » a un zéro de trop entre l’indicatif du pays et le numéro.
rule-phone-other-country = « { $value } » est un numéro d’un autre pays que celui de la ligne.
rule-phone-in-name = « { $value } » : le nom contient un numéro de téléphone.
rule-email-several = « { $value } » : il y a plus d’une adresse dans cette cellule.
rule-coordinates-swapped = Latitude et longitude sont interverties : dans l’autre ordre, le lieu est dans le pays de la ligne.
rule-coordinates-wrong-sign = Un signe moins manque ou est de trop : avec l’autre signe, le lieu est dans le pays de la ligne.
rule-coordinates-zero = 0, 0 est un lieu dans l’océan. Videz les deux cellules si le lieu n’est pas connu.
rule-coordinates-many = Trente lignes ou plus ont exactement ce lieu. C’est sans doute celui du site, non celui du client.
rule-dates-in-order-before = « { $value } » vient avant la pose ou l’achat.
rule-untidy-text-doubled = « { $value } » a plusieurs espaces de suite.
rule-untidy-text-hidden = « { $value } » contient des espaces ou des caractères invisibles.
rule-untidy-text-decomposed = « { $value } » a ses accents en caractères séparés. Il paraît identique et c’est un autre texte.
rule-untidy-text-curly = « { $value } » a des apostrophes courbes, alors que la colonne en a des droites ailleurs.
repair-date-time = Date sans son heure
repair-date-words = Nom du mois en chiffres
repair-short-year = Année sur quatre chiffres
repair-date-serial = Numéro de jour en date
repair-unit = Nombre sans son unité
repair-degrees = Degrés et minutes en décimales
repair-null-word = Vider la cellule
repair-empty-placeholder = Retirer le remplissage
repair-inner-space = Une espace entre les mots
repair-compose-letters = Lettres avec leurs accents
repair-straight-quotes = Apostrophes droites
repair-number-out-of-name = Numéro hors du nom
repair-leading-zero = Ajouter le zéro de tête
repair-common-spelling = Écriture la plus fréquente
repair-swap-place = Intervertir latitude et longitude
repair-turn-sign = Changer le signe
repair-phone-zero = Retirer le zéro de trop
repair-chosen = La lecture choisie
reading-comma-decimal = La virgule précède des décimales
reading-comma-thousands = La virgule sépare les milliers
reading-point-decimal = Le point précède des décimales
reading-point-thousands = Le point sépare les milliers
reading-day-first = Le jour, puis le mois
reading-month-first = Le mois, puis le jour
reading-one-is-male = 1 est un homme, 2 une femme
reading-one-is-female = 1 est une femme, 2 un homme
reading-percent-as-is = Le nombre devant le signe
reading-percent-as-fraction = La centième partie
reading-means = { $code }
ask-comma = Que veut dire la virgule dans { $column } ?
ask-point = Que veut dire le point dans { $column } ?
ask-date-order = Dans quel ordre sont les dates de { $column } ?
ask-gender-numbers = Quel chiffre est lequel dans { $column } ?
ask-percent = Que veut dire le signe pour cent dans { $column } ?
ask-word = Que désigne « { $word } » dans { $column } ?
habit-comma = { $percent } % des nombres à décimales ont une virgule ; { $n ->
    [0] rien ne peut se lire de deux façons.
    [one] { $count } peut se lire de deux façons.
   *[other] { $count } peuvent se lire de deux façons.
}
habit-dates = { $day } dates prouvent le jour d’abord, { $month } le mois d’abord ; { $n ->
    [0] rien ne peut se lire de deux façons.
    [one] { $count } peut se lire de deux façons.
   *[other] { $count } peuvent se lire de deux façons.
}
severity-error = Erreur
severity-warning = Avertissement
severity-note = Remarque
rule-missing-required-column-help-what = Le fichier n’a pas de colonne pour un champ que la plateforme exige.
rule-missing-required-column-help-why = Sans elle, aucune ligne ne peut être identifiée et tout l’import échoue.
rule-missing-required-column-help-fix = À l’étape 2, associez la bonne colonne au champ, ou demandez un fichier qui l’a.
rule-missing-required-column-help-example = Une liste sans numéros de série.
rule-required-help-what = Une cellule est vide dans un champ obligatoire.
rule-required-help-why = La plateforme refuse la ligne, ou ne peut pas en reconnaître le client ou le compteur.
rule-required-help-fix = Écrivez la valeur, ou écartez la ligne à l’export.
rule-required-help-example = Un numéro de série vide.
rule-decimal-comma-help-what = Un nombre a une virgule là où le format attend un point.
rule-decimal-comma-help-why = La plateforme annonce qu’une virgule provoque une erreur.
rule-decimal-comma-help-fix = Changez les virgules en points pour toute la colonne à la fois. Si une virgule peut aussi séparer des milliers, la question est posée d’abord.
rule-decimal-comma-help-example = 3,5 devient 3.5.
rule-not-a-number-help-what = Une cellule d’un champ numérique contient autre chose : une unité, des espaces, un mot.
rule-not-a-number-help-why = La plateforme ne peut pas l’enregistrer comme nombre.
rule-not-a-number-help-fix = Prenez la proposition, qui montre ce qu’elle écrirait, ou écrivez le nombre avec des chiffres et un point.
rule-not-a-number-help-example = 1 500 FCFA devient 1500.
rule-not-an-integer-help-what = Une cellule d’un champ de nombres entiers contient des décimales ou autre chose.
rule-not-an-integer-help-why = La plateforme ne peut pas l’enregistrer comme nombre entier.
rule-not-an-integer-help-fix = Écrivez des chiffres seulement. 1990.0 devient 1990 sans perte ; 4.5 personnes, c’est à vous de décider.
rule-not-an-integer-help-example = 1990.0 devient 1990.
rule-not-a-date-help-what = Une date n’est pas écrite année-mois-jour, ou ce jour n’existe pas.
rule-not-a-date-help-why = La plateforme ne lit que 2022-01-31, et un autre ordre donnerait un jour faux.
rule-not-a-date-help-fix = Prenez la proposition pour la colonne. Si jour et mois peuvent être échangés et que rien dans la colonne ne tranche, la question est posée une fois. Une année à deux chiffres n’est jamais dans le futur : 21 est 2021, 60 est 1960.
rule-not-a-date-help-example = 31/12/2021 devient 2021-12-31 ; 31/04/2023 n’existe pas.
rule-not-a-boolean-help-what = Un champ oui-ou-non contient un autre mot que true ou false.
rule-not-a-boolean-help-why = La plateforme ne connaît que ces deux mots.
rule-not-a-boolean-help-fix = Changez oui, yes, vrai, 1 en true et non, no, faux, 0 en false pour toute la colonne.
rule-not-a-boolean-help-example = oui devient true.
rule-not-in-list-help-what = La valeur n’est pas de celles que le champ permet.
rule-not-in-list-help-why = La plateforme refuse les autres valeurs.
rule-not-in-list-help-fix = Prenez la proposition, ou faites un tableau des anciennes et nouvelles valeurs de la colonne.
rule-not-in-list-help-example = Femme devient F.
rule-country-code-help-what = Le pays n’est pas un code actuel de deux lettres capitales.
rule-country-code-help-why = La plateforme ne reconnaît le pays que par ce code.
rule-country-code-help-fix = Prenez la proposition pour les noms. Un nom qui peut désigner plusieurs pays fait l’objet d’une question.
rule-country-code-help-example = Zambie devient ZM ; Congo peut être CD ou CG.
rule-currency-code-help-what = La monnaie n’est pas un code actuel de trois lettres capitales.
rule-currency-code-help-why = Des montants sans monnaie connue ne se comparent pas.
rule-currency-code-help-fix = Prenez la proposition. FCFA devient XOF ou XAF selon le pays de la ligne.
rule-currency-code-help-example = Naira devient NGN ; ZMK n’a plus cours.
rule-out-of-range-help-what = Le nombre ne peut pas exister dans ce champ.
rule-out-of-range-help-why = Il serait enregistré comme un lieu faux.
rule-out-of-range-help-fix = Corrigez le nombre, ou videz la cellule.
rule-out-of-range-help-example = Une latitude de 915.
rule-duplicate-key-help-what = Plusieurs lignes ont les mêmes client, fabricant et numéro de série.
rule-duplicate-key-help-why = La plateforme les prend pour une seule et ne garde que la dernière.
rule-duplicate-key-help-fix = Retirez les lignes en trop, ou corrigez le numéro de série.
rule-duplicate-key-help-example = Le même compteur deux fois pour un client.
rule-error-cell-help-what = La cellule contient une erreur de tableur au lieu d’une valeur.
rule-error-cell-help-why = C’est ce mot qui serait enregistré.
rule-error-cell-help-fix = Corrigez la formule dans le classeur et rouvrez-le, ou videz la cellule.
rule-error-cell-help-example = #N/A, #REF!, #VALEUR!
rule-damaged-number-help-what = Un long identifiant a été changé en nombre et a perdu des chiffres.
rule-damaged-number-help-why = Plusieurs compteurs deviendraient un seul, et aucun ne serait retrouvé.
rule-damaged-number-help-fix = Cela ne se corrige pas. Redemandez le fichier, avec la colonne au format texte.
rule-damaged-number-help-example = 254700123456 est devenu 2,547E+11.
rule-duplicate-header-help-what = Deux colonnes peuvent être le même champ.
rule-duplicate-header-help-why = Une seule peut partir, et le programme ne devine pas laquelle.
rule-duplicate-header-help-fix = Choisissez-en une à l’étape 2.
rule-duplicate-header-help-example = Deux colonnes nommées Modèle.
rule-control-character-help-what = La cellule contient un caractère qui ne se voit ni ne se tape.
rule-control-character-help-why = Il en fait une autre valeur et peut casser l’import.
rule-control-character-help-fix = Retirez-le ; rien de lisible n’est perdu.
rule-control-character-help-example = Une tabulation ou un caractère nul dans un numéro de série.
rule-unterminated-quote-help-what = Un guillemet a été ouvert dans le fichier texte et jamais fermé.
rule-unterminated-quote-help-why = Toute la suite a été lue comme une seule cellule.
rule-unterminated-quote-help-fix = Fermez-le dans le fichier et rouvrez-le.
rule-unterminated-quote-help-example = "Une rue
rule-undecodable-text-help-what = Un caractère du fichier n’a pas pu être lu.
rule-undecodable-text-help-why = Le fichier ne dit plus ce qu’il était.
rule-undecodable-text-help-fix = Écrivez-le à nouveau, ou exportez le fichier en UTF-8.
rule-undecodable-text-help-example = Zo� au lieu de Zoé.
rule-surrounding-space-help-what = Il y a des espaces avant ou après la valeur.
rule-surrounding-space-help-why = Avec elles, c’est un autre client, un autre compteur, un autre pseudonyme.
rule-surrounding-space-help-fix = Retirez-les dans tout le fichier ; rien n’est perdu.
rule-surrounding-space-help-example = « HOP  » et « HOP » sont deux fabricants.
rule-implausible-value-help-what = La valeur est possible, mais peu vraisemblable.
rule-implausible-value-help-why = Elle serait enregistrée comme vraie.
rule-implausible-value-help-fix = Regardez-la, puis corrigez-la ou videz-la. Ce contrôle peut être abaissé.
rule-implausible-value-help-example = Une année de naissance 1890 ; une date future.
rule-ragged-row-help-what = Une ligne du fichier texte a plus ou moins de champs que l’en-tête.
rule-ragged-row-help-why = Ses cellules peuvent être dans de mauvaises colonnes.
rule-ragged-row-help-fix = Comparez la ligne à l’en-tête. Rien n’a été retiré.
rule-ragged-row-help-example = Une virgule dans une adresse sans guillemets.
rule-point-thousands-help-what = Un nombre comme 1.234 dans une colonne qui a aussi 1.234.567.
rule-point-thousands-help-why = Si le point sépare les milliers, le nombre est mille fois plus grand que ce qui serait enregistré.
rule-point-thousands-help-fix = Dites une fois pour la colonne ce que veut dire le point.
rule-point-thousands-help-example = 1.234 peut être 1234.
rule-placeholder-help-what = Une valeur saisie pour remplir une cellule, ou une seule valeur sur toutes les lignes.
rule-placeholder-help-why = Beaucoup de clients deviendraient un seul, ou une personne inexistante serait enregistrée.
rule-placeholder-help-fix = Écrivez la vraie valeur, ou videz la cellule.
rule-placeholder-help-example = Inconnu, test, 0000000000, le même numéro de compte partout.
rule-null-word-help-what = Un mot qui veut dire « rien » au lieu d’une cellule vide.
rule-null-word-help-why = La plateforme enregistre le mot comme une valeur.
rule-null-word-help-fix = Videz ces cellules toutes à la fois. NA dans un pays est la Namibie et reste.
rule-null-word-help-example = N/A, -, néant, RAS, NULL.
rule-number-as-text-zeros-help-what = Des codes trop courts d’un chiffre quand presque tous les autres commencent par zéro.
rule-number-as-text-zeros-help-why = Sans son zéro, c’est un autre client, un autre numéro, un autre pseudonyme.
rule-number-as-text-zeros-help-fix = Ajoutez le zéro pour la colonne, si vous savez qu’il y a sa place.
rule-number-as-text-zeros-help-example = 977123456 parmi des numéros comme 0966123456.
rule-phone-help-what = La cellule n’est pas un seul numéro de téléphone possible dans le pays de la ligne.
rule-phone-help-why = Le pseudonyme d’un numéro faux ou double ne correspond à aucun autre fichier.
rule-phone-help-fix = Gardez un numéro dans la cellule, et mettez le second dans sa colonne. Seules les longueurs et les indicatifs sont jugés.
rule-phone-help-example = 0977123456/0966123456
rule-email-help-what = La cellule n’a pas la forme d’une adresse électronique.
rule-email-help-why = Son pseudonyme ne correspond à aucun autre fichier.
rule-email-help-fix = Corrigez-la, ou videz la cellule.
rule-email-help-example = nom@example
rule-coordinates-help-what = Latitude et longitude ne sont pas dans le pays de la ligne, ou sont les mêmes sur beaucoup trop de lignes.
rule-coordinates-help-why = Les cartes d’accès à l’électricité montreraient des clients là où il n’y en a pas.
rule-coordinates-help-fix = Intervertissez-les ou changez le signe si cela met le lieu dans son pays ; sinon, corrigez ou videz.
rule-coordinates-help-example = 28.3, -15.4 en Zambie est -15.4, 28.3.
rule-device-with-two-customers-help-what = Un compteur est sur plusieurs lignes avec des clients différents.
rule-device-with-two-customers-help-why = La plateforme le permet, mais un compteur n’a d’ordinaire qu’un client à la fois.
rule-device-with-two-customers-help-fix = Vérifiez quel client a le compteur à présent.
rule-device-with-two-customers-help-example = Un compteur déplacé dans une autre maison.
rule-serial-with-two-manufacturers-help-what = Le même numéro de série figure chez plusieurs fabricants.
rule-serial-with-two-manufacturers-help-why = Fabricant et numéro de série désignent ensemble le compteur : il y en aurait deux.
rule-serial-with-two-manufacturers-help-fix = Corrigez le fabricant, ou laissez tel quel si c’est un hasard.
rule-serial-with-two-manufacturers-help-example = HOP A1 et Hexing A1.
rule-spelling-of-identity-help-what = Un fabricant ou un modèle est écrit de plusieurs façons.
rule-spelling-of-identity-help-why = Pour la plateforme, chaque écriture est un autre appareil.
rule-spelling-of-identity-help-fix = Réunissez les écritures ; la plus fréquente est proposée.
rule-spelling-of-identity-help-example = Calin, CALIN, calin.
rule-same-row-twice-help-what = Deux lignes sont identiques dans toutes les colonnes.
rule-same-row-twice-help-why = L’une d’elles est de trop.
rule-same-row-twice-help-fix = Retirez les copies.
rule-same-row-twice-help-example = Une ligne collée deux fois.
rule-customer-with-two-names-help-what = La même référence client porte plusieurs noms.
rule-customer-with-two-names-help-why = Deux personnes partageraient une fiche.
rule-customer-with-two-names-help-fix = Vérifiez la référence. Les écritures d’un même nom ne comptent pas.
rule-customer-with-two-names-help-example = Le client 17 est Zoé Ngoma et John Banda.
rule-dates-in-order-help-what = Des dates d’une même ligne se contredisent.
rule-dates-in-order-help-why = Les durées calculées seraient fausses.
rule-dates-in-order-help-fix = Corrigez la date fausse ; souvent jour et mois ont été échangés.
rule-dates-in-order-help-example = Repris avant d’être posé.
rule-amount-without-currency-help-what = La ligne a un montant de plan de paiement et pas de monnaie.
rule-amount-without-currency-help-why = Le montant ne veut rien dire sans elle.
rule-amount-without-currency-help-fix = Remplissez la monnaie pour la colonne.
rule-amount-without-currency-help-example = 1500 sans ZMW.
rule-plan-days-without-plan-help-what = La ligne a la durée d’un plan et pas de plan.
rule-plan-days-without-plan-help-why = L’un des deux manque sans doute, ou est sur une autre ligne.
rule-plan-days-without-plan-help-fix = Remplissez le plan, ou videz la durée.
rule-plan-days-without-plan-help-example = 720 jours de rien.
rule-mojibake-help-what = Des lettres accentuées ont été lues dans un mauvais encodage par un logiciel.
rule-mojibake-help-why = Noms et lieux seraient mal enregistrés et donneraient d’autres pseudonymes.
rule-mojibake-help-fix = Relisez-les ; l’aperçu montre le résultat.
rule-mojibake-help-example = ZoÃ© devient Zoé.
rule-untidy-text-help-what = Le texte a des espaces doubles ou invisibles, des accents séparés, ou des apostrophes mêlées.
rule-untidy-text-help-why = Il paraît identique et c’est un autre texte : il donne un autre pseudonyme ou un autre appareil.
rule-untidy-text-help-fix = Prenez la proposition pour la colonne.
rule-untidy-text-help-example = « Zoé  Ngoma » devient « Zoé Ngoma ».
rule-test-row-help-what = La ligne est marquée comme un test.
rule-test-row-help-why = La plateforme tient les tests à part des compteurs de terrain.
rule-test-row-help-fix = Rien, si c’en est un. Retirez la ligne si elle ne doit pas partir.
rule-test-row-help-example = is_test vaut true.
rule-generated-column-help-what = La plateforme remplit elle-même cette colonne.
rule-generated-column-help-why = Une valeur du fichier serait ignorée.
rule-generated-column-help-fix = Rien. La colonne est écartée.
rule-generated-column-help-example = device_uid
rule-unknown-column-help-what = Le format n’a pas ce champ.
rule-unknown-column-help-why = Envoyée, elle serait enregistrée en clair à côté du tableau.
rule-unknown-column-help-fix = Associez-la à un champ si c’en est un ; sinon, laissez-la.
rule-unknown-column-help-example = Téléphone du garant
severity-default = Habituelle
label-answer = Réponse pour « { $column } » : { $n ->
    [one] { $count } cellule
   *[other] { $count } cellules
    }
label-map-values = Valeurs remplacées dans « { $column } » : { $n ->
    [one] { $count } cellule
   *[other] { $count } cellules
    }
label-replace = Remplacé dans « { $column } » : { $n ->
    [one] { $count } cellule
   *[other] { $count } cellules
    }
label-replace-all = Remplacé dans toutes les colonnes : { $n ->
    [one] { $count } cellule
   *[other] { $count } cellules
    }
label-fill-down = Recopié vers le bas dans « { $column } » : { $n ->
    [one] { $count } cellule
   *[other] { $count } cellules
    }
label-set-rule = Contrôle « { $rule } » : { $severity }
plan-fixed-rule = Le contrôle « { $rule } » appartient au format et ne peut être changé.
plan-bad-pattern = Il n’y a rien à chercher, ou ce n’est pas un modèle de texte valable.
outcome-fixed = { $n ->
    [one] { $count } cellule corrigée
   *[other] { $count } cellules corrigées
    }
outcome-still-wrong = { $n ->
    [one] { $count } encore fausse
   *[other] { $count } encore fausses
    }
cli-fix-command = Corriger un fichier par des corrections nommées et écrire le fichier de la plateforme ; --dry-run montre ce qui changerait.
cli-rules = Corrections, séparées par des virgules ; « safe » désigne toutes celles sans perte.
cli-dry-run = Ne rien écrire ; montrer ce qui changerait.
cli-rules-command = Lister les contrôles et leur sens.
cli-recipe = Rejouer une recette (TOML) avant l’export.
cli-no-repair = Il n’y a pas de correction « { $name } ». Corrections : { $names }.
cli-needs-output = Nommez le fichier à écrire avec -o, ou utilisez --dry-run.
cli-fix-none = Ces corrections ne changeraient rien.
cli-fix-total = { $n ->
    [one] { $count } cellule changerait.
   *[other] { $count } cellules changeraient.
    }
cli-fix-line = { $column } : { $old } → { $new } ({ $count })
cli-fix-empty = (vide)
recipe-unreadable = La recette n’a pas pu être lue : { $reason }
recipe-applied = { $n ->
    [one] { $count } étape de la recette a été appliquée.
   *[other] { $count } étapes de la recette ont été appliquées.
    }
recipe-skipped = L’étape { $step } ne va pas à ce fichier : { $reason }
recipe-no-column = pas de colonne pour « { $name } »
recipe-left-out = { $n ->
    [one] { $count } changement fait à la main ne fait pas partie de la recette.
   *[other] { $count } changements faits à la main ne font pas partie de la recette.
    }
page-title = Ce que nous avons corrigé dans votre fichier
page-intro = Fichier « { $file } ». Ces étapes ont été faites dans cet ordre. Aucune valeur de vos clients ne figure sur cette page.
page-none = Rien n’a été changé.
page-left = Ce qui reste ouvert
page-left-line = { $rule } dans « { $column } » : { $count }
page-left-line-file = { $rule } : { $count }
rule-identifier-looks-personal = Identifiant qui semble personnel
rule-identifier-looks-personal-message = { $field } part en clair, et la plupart de ses valeurs ressemblent à des téléphones ou à des numéros de pièces d’identité. Protégez cette colonne, ou prenez d’autres identifiants.
rule-identifier-looks-personal-help-what = Un identifiant qui part tel quel ressemble à un téléphone ou à un numéro d’identité.
rule-identifier-looks-personal-help-why = La plateforme garde les identifiants en clair : qui les voit pourrait appeler ou retrouver la personne.
rule-identifier-looks-personal-help-fix = Sur la page Protéger, choisissez « Protéger une autre colonne… », et toujours de la même façon pour ce fournisseur ; ou demandez d’autres identifiants.
rule-identifier-looks-personal-help-example = 0977123456 comme référence du client.
rule-personal-data-in-text = Donnée personnelle
rule-personal-data-in-text-message = { $column } part en clair et { $why ->
    [own] contient une valeur personnelle de ce fichier
   *[form] contient ce qui ressemble à une donnée personnelle
} ({ $what }). Masquez-la, écartez la colonne, ou gardez-la en donnant une raison, sur la page Exporter.
rule-personal-data-in-text-help-what = Une colonne qui part en clair contient un téléphone, une adresse électronique, des coordonnées exactes, un long numéro, ou le nom, l’adresse ou le numéro d’un client.
rule-personal-data-in-text-help-why = Les noms et numéros d’une remarque arrivent en clair sur la plateforme, alors que leurs propres colonnes sont protégées.
rule-personal-data-in-text-help-fix = Corrigez la cellule ; ou, sur la page Exporter, masquez ce qui a été trouvé, écartez la colonne, ou gardez-le en donnant une raison. En ligne de commande : --decide. Rien d’autre ne laisse passer l’export.
rule-personal-data-in-text-help-example = « appeler le 0977123456 » dans grid_name.
rule-inconsistent-identifier = Une valeur, plusieurs écritures
rule-inconsistent-identifier-message = { $column } : { $n ->
    [one] { $count } valeur a une deuxième écriture qui ne diffère
   *[other] { $count } valeurs ont une deuxième écriture qui ne diffère
} que par les espaces, les majuscules ou le format du téléphone ; chaque écriture aurait un autre pseudonyme. Écrivez-les de la même façon avant l’export.
rule-inconsistent-identifier-help-what = Une colonne personnelle écrit une même valeur de plusieurs façons, qui ne diffèrent que par les espaces, les majuscules ou le format du téléphone.
rule-inconsistent-identifier-help-why = Chaque écriture reçoit un autre pseudonyme : une personne en devient plusieurs sur la plateforme.
rule-inconsistent-identifier-help-fix = Choisissez « Les écrire pareil » : l’écriture la plus fréquente remplace les autres. C’est une seule étape, qui peut être annulée.
rule-inconsistent-identifier-help-example = 0977 123 456 et +260977123456.
rule-already-pseudonymized = Empreintes déjà présentes
rule-already-pseudonymized-message = { $column } : { $n ->
    [one] { $count } cellule est déjà une empreinte et part telle quelle
   *[other] { $count } cellules sont déjà des empreintes et partent telles quelles
}.{ $keyed ->
    [yes] {" "}Une empreinte ne correspond jamais aux pseudonymes faits avec la clé.
   *[no] {""}
}
rule-already-pseudonymized-help-what = Une colonne personnelle contient des valeurs qui sont déjà des empreintes : 64 chiffres hexadécimaux.
rule-already-pseudonymized-help-why = Elles passent telles quelles. Avec une clé, elles ne correspondent jamais aux pseudonymes faits ici : une personne peut en devenir deux.
rule-already-pseudonymized-help-fix = Demandez le fichier avec les valeurs d’origine, ou continuez si les empreintes sont voulues.
rule-already-pseudonymized-help-example = 6a099e5c63f0138de7b3dfa7e03c17e551ea23e53c6399a2f0d490d5d87457de
