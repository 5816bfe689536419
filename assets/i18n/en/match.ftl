# Matching columns to fields, and the names of history entries.
label-edit-cell = { $cell } edited
label-edit-cells = { $n ->
    [one] { $count } cell edited
   *[other] { $count } cells edited
}
label-fix = { $repair }: { $column }, { $n ->
    [one] { $count } cell
   *[other] { $count } cells
}
label-safe-fixes = Safe fixes, { $n ->
    [one] { $count } cell
   *[other] { $count } cells
}
label-map-column = “{ $column }” matched to { $target }
label-map-other = “{ $column }”: { $target }
label-delete-rows = { $n ->
    [one] { $count } row taken out
   *[other] { $count } rows taken out
}
label-restore-rows = { $n ->
    [one] { $count } row brought back
   *[other] { $count } rows brought back
}
target-left-out = left out
target-extra-clear = sent as it is
target-extra-pseudonym = sent as pseudonyms
target-automatic = by its header
plan-no-column = The file has no column “{ $column }”, or has it twice.
plan-no-row = The file has no row { $row }.
plan-no-field = The format has no field “{ $field }” that a column can fill.
plan-no-rule = There is no check “{ $rule }”.
plan-too-few-columns = A join needs at least two columns.
plan-not-a-source = “{ $column }” is named twice, or was made from other columns itself.
plan-not-convertible = This conversion does not make “{ $field }”.
plan-no-constant = “{ $field }” cannot be the same in every row.
plan-not-made = “{ $column }” is a column of the file; it can be left out, not taken back.
label-make = { $target } made of “{ $column }”
label-drop-made = “{ $column }” taken back
plan-looks-personal = “{ $column }” looks personal: it can be left out or sent as pseudonyms, not as it is.
label-profile = Matched as for “{ $provider }”
why-name = the field’s own name
why-listed = a known name
why-several = a name that could mean something else
why-half = a part of it
why-convert = another shape of it
why-path = the last part of the header
why-quantity = another quantity
why-unit = another unit
why-alike = a similar name
why-values = what the values look like
convert-date-to-year = date to year
convert-age-to-year = age to year of birth
convert-kilowatt-to-watt = kW to W
convert-months-to-days = months to days, of 30 each
convert-years-to-days = years to days, of 365 each
convert-pair = two coordinates in one cell to two columns
convert-opposite = the opposite: yes to false
personal-header = the header speaks of a person
personal-phone = phone numbers in { $share }% of the cells
personal-email = e-mail addresses in { $share }% of the cells
personal-id-number = identity numbers in { $share }% of the cells
personal-place = coordinates in { $share }% of the cells
personal-birth-date = dates of birth in { $share }% of the cells
personal-same-as = words of “{ $field }” of the same row in { $share }% of the cells
proposal-map = Proposed, not used: “{ $columns }” is { $field } (--map "{ $columns }={ $field }")
proposal-join = Proposed, not used: join { $columns } into { $field }
proposal-convert = Proposed, not used: “{ $columns }” into { $field }, { $what }
proposal-choose = Choose one for { $field }: { $columns } (--map "HEADER={ $field }")
proposal-fill = { $field } has no column. Choose one, or one text for all rows.
changes-renamed = “{ $old }” is now “{ $new }”.
changes-new = New column: “{ $column }”.
changes-gone = No longer there: “{ $column }”.
profile-ask-constant = { $field } was the same in all rows of the last file; its text is not remembered.
profile-broken = This is not a profile of Tamis.
profile-broken-line = This is not a profile of Tamis: line { $line } does not make sense.
profile-version = This profile was made by a later version of Tamis.
profile-io = The profile cannot be read or written. Check the folder and its rights.
profile-not-found = There is no such profile.
