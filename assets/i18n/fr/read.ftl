# Lecture des fichiers : types, feuilles, ligne d’en-tête.
kind-xlsx = classeur Excel
kind-xlsb = classeur Excel binaire
kind-xls = ancien classeur Excel
kind-ods = classeur LibreOffice
kind-csv = tableau en texte
kind-json = json
kind-json-lines = lignes json
delimiter-tab = tabulation
delimiter-semicolon = point-virgule
delimiter-comma = virgule
delimiter-bar = barre verticale
read-as = Lu comme : { $parts }
read-sheet = feuille { $sheet }
read-header = en-tête à la ligne { $row }
note-rows-above = { $n ->
    [one] Une ligne au-dessus de l’en-tête ne fait pas partie du tableau.
   *[other] { $count } lignes au-dessus de l’en-tête ne font pas partie du tableau.
}
note-joined-header = L’en-tête tient sur deux lignes, qui ont été réunies.
note-hidden-rows = { $n ->
    [one] Une ligne cachée est lue comme les autres.
   *[other] { $count } lignes cachées sont lues comme les autres.
}
note-hidden-columns = { $n ->
    [one] Une colonne cachée est lue comme les autres : { $columns }.
   *[other] { $count } colonnes cachées sont lues comme les autres : { $columns }.
}
note-merged = { $n ->
    [one] Un bloc de cellules fusionnées ne donne son texte qu’à sa première ligne. Il peut être recopié vers le bas.
   *[other] { $count } blocs de cellules fusionnées ne donnent leur texte qu’à leur première ligne. Ils peuvent être recopiés vers le bas.
}
note-total = La ligne { $row } ressemble à un total ou à une moyenne. Elle peut être retirée.
note-total-out = Ligne { $row } retirée : elle ressemble à un total.
note-repeated-header = { $n ->
    [one] La ligne { $rows } répète l’en-tête. Elle peut être retirée.
   *[other] { $count } lignes répètent l’en-tête : { $rows }. Elles peuvent être retirées.
}
note-unsolved = { $n ->
    [one] Une formule n’a pas de valeur enregistrée et a été lue comme vide : { $cells }.
   *[other] { $count } formules n’ont pas de valeur enregistrée et ont été lues comme vides : { $cells }.
} Ouvrez le fichier dans Excel, enregistrez-le, puis ouvrez-le de nouveau.
note-shown-otherwise = { $column } : Excel affiche { $n ->
    [one] un nombre
   *[other] { $count } nombres
} avec des zéros ou des signes que la valeur n’a pas. Ce qu’Excel affiche peut être repris.
note-hidden-sheets = { $n ->
    [one] Le classeur a une feuille cachée : { $names }.
   *[other] Le classeur a { $count } feuilles cachées : { $names }.
}
note-alike-sheets = { $n ->
    [one] Une autre feuille a les mêmes en-têtes : { $names }. Les deux peuvent être lues comme un seul tableau.
   *[other] { $count } autres feuilles ont les mêmes en-têtes : { $names }. Toutes peuvent être lues comme un seul tableau.
}
open-no-such-encoding = « { $name } » n’est pas le nom d’un encodage. Essayez utf-8 ou windows-1252.
open-bad-json = « { $file } » n’est pas du json valide à la ligne { $line }. Redemandez le fichier.
open-sheets-differ = La feuille « { $name } » de « { $file } » a d’autres en-têtes et ne peut pas être lue dans le même tableau.
open-too-large-time = « { $file } » est trop long à lire. Divisez-le et ouvrez les parties une à une.
open-too-large-columns = « { $file } » a plus de colonnes qu’Excel n’en permet. Vérifiez son séparateur, ou divisez-le.
open-not-a-table-slides = « { $file } » est une présentation. Demandez le fichier Excel ou csv.
open-not-a-table-fods = « { $file } » est un document LibreOffice à plat. Ouvrez-le dans LibreOffice et enregistrez-le en .ods ou .xlsx.
open-not-a-table-sylk = « { $file } » est un fichier SYLK, quel que soit son nom. Ouvrez-le dans Excel et enregistrez-le en .xlsx.
open-not-a-table-xml = « { $file } » est un fichier XML. Demandez le fichier Excel ou csv.
open-not-a-table-xml-excel = « { $file } » est un tableau XML d’Excel 2003. Ouvrez-le dans Excel et enregistrez-le en .xlsx.
open-not-a-table-old-excel = « { $file } » vient d’un très ancien Excel. Ouvrez-le dans Excel ou LibreOffice et enregistrez-le en .xlsx.
open-not-a-table-json = « { $file } » est du json, mais pas une liste d’enregistrements. Une liste d’objets est attendue.
rule-damaged-number = Nombre détruit par un tableur
rule-damaged-number-message = « { $value } » a perdu des chiffres dans un tableur et ne peut pas être rétabli. Exportez de nouveau la liste avec cette colonne en texte.
rule-mojibake = Lettres lues dans un mauvais encodage
rule-mojibake-message = « { $value } » a été lu un jour dans un mauvais encodage et enregistré ainsi, comme « ZoÃ© » pour « Zoé ».
repair-unmangle = Rétablir les lettres accentuées
read-as-sheets = feuilles { $sheets }
