# Window: Read and Match pages, columns made of others, memory of providers.
match-title = Match columns
match-column = Column in the file
match-values = First values
match-show-values = Show or hide personal values
match-field = Field of the format
match-valid = Valid
match-how = How
match-list = Columns of the file
match-all = All { $count }
match-waiting = To confirm { $count }
match-out = Left out { $count }
match-none = This file has no column.
match-none-waiting = Nothing waits for you.
match-none-out = Every column leaves.
match-share = { $share }%
match-left-out = Left out
match-extra-clear = Extra column, in the clear
match-extra-pseudonym = Extra column, as pseudonyms
match-part-of = Part of another column
match-how-exact = Exact
match-how-synonym = Synonym
match-how-proposed = Proposed
match-how-generated = By the platform
match-how-duplicate = Twice
match-how-unknown = Not in format
match-how-chosen = Chosen
match-how-left-out = Left out
match-how-extra = Extra
match-how-part = Part
match-how-made = Made
match-confirm = Confirm
match-use-this = Use this
match-join = Join…
match-convert = Convert…
match-target-of = Field for { $column }
match-search = Search a field: name, meaning, example
match-search-none = No field answers this.
match-best = Most likely
match-else = Something else
match-every-field = Every field
match-sure = { $share } sure
match-filled-by = filled by { $column }
match-join-into = Join with another column into { $field }…
match-leave-out = Leave out
match-by-header = What its header says
match-send-clear = Send as an extra column, in the clear
match-send-pseudonym = Send as an extra column, as pseudonyms
match-drop = Take this made column back
match-of = { $found } of { $all }
match-required = Required fields
match-constant = same for all
match-made = made
match-fill = Fill…
match-about-part = This column is joined or converted into another one. It does not leave by itself.
match-about-extra = The format has no such field. The platform keeps this column beside the others.
match-about-generated = The platform makes this field itself. The column does not leave.
match-about-out = This column does not leave. Choose a field for it, or send it as an extra column.
match-why = Why ask?
match-ask-map = “{ $column }” could be { $field }: { $why }. That is not certain.
match-ask-choose = Several columns could be { $field }. Choose the right one; the others are left out.
match-ask-join = “{ $column }” is only a part of { $field }. The other part is in this file too.
match-ask-convert = “{ $column }” has the values of { $field } in another unit or shape.
match-ask-sure = { $share } sure.
match-personal = Looks personal
match-personal-about = It can be left out or sent as pseudonyms, not in the clear.
match-left-out-note = Columns left out do not leave.
match-next = Go on to Fix
match-confirm-all = Confirm all and go on to Fix
label-match-columns = { $n ->
    [one] { $count } proposal confirmed
   *[other] { $count } proposals confirmed
}
state-waiting = { $n ->
    [one] { $count } column to confirm
   *[other] { $count } columns to confirm
}
state-waiting-short = { $count } to confirm
make-join-title = Join into { $field }
make-convert-title = Convert to { $field }
make-fill-title = The same { $field } in every row
make-parts = Columns, in this order
make-add = Add a column
make-up = Move { $column } up
make-down = Move { $column } down
make-remove = Do not join { $column }
make-separator = Between them
make-space = a space
make-comma = a comma and a space
make-hyphen = a hyphen
make-nothing = nothing
make-other = Or type it
make-counting = Counting…
make-too-few = Choose at least one more column.
make-filled = { $n ->
    [one] { $rows } row filled
   *[other] { $rows } rows filled
}
make-misfits = { $n ->
    [one] { $rows } row stays as it is
   *[other] { $rows } rows stay as they are
}
make-misfits-about = A value of another shape stays as it is and is checked like any other.
make-join = Join
make-convert = Convert
make-fill = { $n ->
    [one] Fill { $rows } row
   *[other] Fill { $rows } rows
}
make-fill-about = The file has no such column. Write what is true for every row.
make-fill-field = Value for every row
make-fill-wrong = The format does not take this. Type expected: { $kind }.
make-fill-personal = A personal field is never the same for everybody.
make-fill-identifying = This field tells one customer or meter from another. The same value in every row is seldom right.
# Read.
reading-nothing = Nothing unusual: no row above the header, nothing hidden, merged or added up.
reading-take-out = Take this row out
reading-bring-back = Bring it back
reading-one-table = Read as one table
reading-as-shown = Take what Excel shows
reading-fill-down = Fill down
reading-how = Read it otherwise
reading-sheet = Sheet
reading-hidden = hidden
reading-header = Header row
reading-row-is = Row
reading-delimiter = Separator
reading-encoding = Encoding
reading-automatic = As recognized
reading-found = As recognized: { $what }
reading-also = Also
reading-tick-shown = Numbers as Excel shows them
reading-tick-merged = Merged cells filled down
reading-tick-sheet = With sheet { $sheet }
reading-open = Open so
reading-back = Back to how it was read
reading-peek = Reading the first rows
reading-rows = First rows of the file
reading-rows-new = First rows, read so
reading-rows-help = Click the row that names the columns.
reading-row = Row { $row }
reading-row-header = Row { $row }, header
reading-make-header = Make this row the header
reopen-title = Read the file again?
reopen-about = The corrections made in { $file } would be lost: rows and columns may stand elsewhere when it is read in another way. How its columns are matched and how they leave is kept.
reopen-stay = Stay
reopen-sure = Read it again
# Memory of providers.
do-providers = Providers…
remember-offer = Remember for the next file…
remember-title = Remember for the next file of this provider
remember-about = How this file was read and matched is kept on this computer: headers, fields, joins and conversions, never a value. The next file with these headers opens the same way.
remember-name = Name of the provider
remember-replaces = A provider of this name is remembered already; this takes its place.
remember-no-folder = This computer gives no place to keep it.
remember-go = Remember
remember-done = Remembered for { $provider }
providers-title = Providers
providers-below = What is remembered of their files: headers and fields, never a value
providers-none = No provider is remembered yet. After an export, choose “Remember for the next file”.
providers-rename = Rename
providers-forget = Forget
providers-forget-sure = Forget for good
providers-export = Export…
providers-save = Save
providers-saved = Saved as { $file }
providers-sheet = Sheet { $sheet }
providers-row = Header in row { $row }
providers-drop = Forget { $column }
known-as = Matched as the last file of { $provider }.
known-ask = { $field } was the same in every row.
known-fill = Fill { $field }…
known-look = Look
known-not = Do not match so
remember-require-key = Nothing of this provider leaves without a key
providers-key = Key of this provider: { $key }
reopen-refused = { $n ->
    [one] { $count } choice about columns does not fit the file as it is read now.
   *[other] { $count } choices about columns do not fit the file as it is read now.
}
problems-to-match = Match or fill it in…
