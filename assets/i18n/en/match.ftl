# Matching columns to fields, and the names of history entries.
label-edit-cell = Edit { $cell }
label-edit-cells = { $n ->
    [one] Edit { $count } cell
   *[other] Edit { $count } cells
}
label-fix = { $repair }: { $column }, { $n ->
    [one] { $count } cell
   *[other] { $count } cells
}
label-safe-fixes = Safe repairs, { $n ->
    [one] { $count } cell
   *[other] { $count } cells
}
label-map-column = Match “{ $column }”: { $target }
label-delete-rows = { $n ->
    [one] Leave out { $count } row
   *[other] Leave out { $count } rows
}
label-restore-rows = { $n ->
    [one] Bring back { $count } row
   *[other] Bring back { $count } rows
}
target-left-out = left out
target-extra-clear = sent as it is
target-extra-pseudonym = sent as pseudonyms
target-automatic = by its header
plan-no-column = The file has no column “{ $column }”, or has it twice.
plan-no-row = The file has no row { $row }.
plan-no-field = The format has no field “{ $field }” that a column can fill.
plan-no-rule = There is no rule “{ $rule }”.
plan-too-few-columns = A join needs at least two columns.
plan-not-a-source = “{ $column }” is named twice, or was made from other columns itself.
plan-not-convertible = This conversion does not make “{ $field }”.
plan-no-constant = “{ $field }” cannot be the same in every row.
plan-not-made = “{ $column }” is a column of the file; it can be left out, not taken back.
label-make = Make { $target } of “{ $column }”
label-drop-made = Take back “{ $column }”
