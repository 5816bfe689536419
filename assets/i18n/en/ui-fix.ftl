# Values old and new, rules, filters.
do-map-values = Replace values of this column…
do-filter-text = Rows that contain…
do-rules = Checks and how much they count…
why-many-values = This column has too many different values. Use find and replace.
column-replace = Replace values…
column-show-holding = Show rows with “{ $text }”
problems-values = Values…
values-title = Values of { $column }
values-all = All
values-problems = With a problem
values-alike = Alike spellings
values-spellings = Spellings
values-new = New value for { $value }
values-merge = Make all “{ $value }”
values-into = Common value for { $value }
values-stays = stays
values-none-alike = No two values differ in spelling only.
values-all-groups = All groups
values-still-wrong = This value would still be an error.
values-hidden = Clear values of people are hidden. Show them first.
values-about = Type what a value is to become. A field left empty clears these cells.
values-about-alike = Spellings that differ only in letter case, accents, blanks, punctuation or the order of words. Untick what is not the same.
values-button = { $n ->
    [one] Change { $cells } cell
   *[other] Change { $cells } cells
}
rules-title = Checks
rules-count = { $n ->
    [one] { $n } check
   *[other] { $n } checks
}
rules-search = Search in the checks
rules-what = What is found
rules-why = Why it matters
rules-fix = How to fix it
rules-example = Example
rules-severity = How much it counts
rules-locked = An error of the format: the platform refuses it, or would store something false. It cannot be lowered.
rules-partly-locked = In numbers, dates and codes it stays an error: the format forbids it there.
rules-no-file = Open a file to change this.
rules-usual = Usually: { $severity }. An error blocks the export. One step of the history, kept in recipes.
details-rule = All about this check…
filter-title = Rows that contain
filter-field = Text
filter-about = Letter case and accents do not matter. Only the view changes.
filter-go = Show these rows
filters-shown = { $n ->
    [one] { $shown } of { $rows } rows
   *[other] { $shown } of { $rows } rows
}
filters-clear = Clear all
filters-problems = Rows with a problem
filters-values = { $n ->
    [one] { $count } value
   *[other] { $count } values
}
filters-text = contains “{ $text }”
filters-text-anywhere = Any column contains “{ $text }”
filters-sorted = Sorted by { $column }
filters-sorted-down = Sorted by { $column }, descending
filters-hidden = { $n ->
    [one] { $count } column hidden
   *[other] { $count } columns hidden
}
filters-remove = Remove: { $what }
# Split and join.
do-split-column = Split this column…
do-join-columns = Join this column with others…
why-made-column = This column was made from others. Choose one of the file’s own.
split-title = Split { $column }
split-where = Split at
split-blank = Blanks
split-sign = This text
split-parts = The parts become
split-part = Part { $n }: { $field }
split-unused = not used
split-more = One part more
split-fewer = One part less
split-go = Split
split-misfits = { $n ->
    [one] { $rows } row has fewer parts
   *[other] { $rows } rows have fewer parts
}
history-by-hand = not in the recipe
known-steps = { $n ->
    [one] { $count } step fixed the last file.
   *[other] { $count } steps fixed the last file.
}
known-do-steps = Do them again
split-search = Search the fields
rules-locked-privacy = About privacy: what leaves is protected whatever anybody thinks of it. It cannot be lowered.
toast-still-wrong = still wrong: { $count }
do-fill-empty = Fill empty cells from above…
do-keep-rows = Keep only these rows
fill-empty-title = Empty cells of { $column } take the text above
