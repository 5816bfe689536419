# Menus and actions.
menu-file = File
menu-edit = Edit
menu-view = View
menu-data = Data
menu-go = Go
menu-help = Help
menu-commands = Commands
do-open = Open a file…
do-open-path = Open by path…
do-export = Export…
do-close = Close
do-quit = Quit
do-undo = Undo
do-redo = Redo
do-edit-cell = Edit the cell
do-fix-cell = Fix this cell
do-fix-alike = Fix all alike…
do-safe-fixes = Safe fixes…
do-go-to-cell = Go to a cell…
do-next-problem = Next problem
do-previous-problem = Previous problem
do-problem-rows = Problem rows
do-left-out-columns = Columns left out
do-preview = Preview upload
do-problems-panel = List of problems
do-details-panel = Details
do-zoom-in = Larger
do-zoom-out = Smaller
do-zoom-reset = Normal size
do-theme-system = System theme
do-theme-light = Light theme
do-theme-dark = Dark theme
do-english = English
do-french = Français
do-next-part = Next part of the window
do-previous-part = Previous part of the window
do-palette = All commands…
do-shortcuts = Keyboard shortcuts
do-practice = Practice file
do-about = About Tamis
do-named = { $do }: { $what }
# Why an action is not possible.
why-no-file = Open a file first.
why-nothing-to-undo = Nothing to undo.
why-nothing-to-redo = Nothing to redo.
why-preview = The preview cannot be edited. Go back to the file first.
why-hidden = Hidden values are not changed. Ctrl+Shift+H shows them.
why-no-repair = No fix is known for this cell.
why-no-safe = No safe fix is left.
why-no-problem = There is no problem.
# What a step of the history is called.
# Steps.
step-read = Read
step-match = Match
step-fix = Fix
step-protect = Protect
step-export = Export
state-sheet = Sheet { $sheet }, row { $row }
state-header = Header in row { $row }
state-columns = { $used } of { $all } columns
state-columns-short = { $used }/{ $all }
state-no-errors = No errors
state-errors = { $n ->
    [one] { $errors } error left
   *[other] { $errors } errors left
}
state-errors-short = { $n ->
    [one] { $errors } error
   *[other] { $errors } errors
}
state-protected = { $n ->
    [one] { $columns } column protected
   *[other] { $columns } columns protected
}
state-protected-short = { $n ->
    [one] { $columns } column
   *[other] { $columns } columns
}
state-written = Written and verified
state-columns-missing = Columns missing
state-blocked = Blocked
state-ready = Ready
state-no-rows = No rows
preview-show = Preview upload
preview-back = Back to the file
preview-line = This is what leaves, to the letter. Pseudonyms are shown short.
# Buttons that stand in several places.
close = Close
cancel = Cancel
change = Change
understood = OK
tab-close = Close { $file }
# Start.
start-about = Check, fix and protect a list of meters before upload
start-drop = Drop the provider’s file here
start-kinds = Excel, LibreOffice, CSV or JSON
start-practice = Try it with the practice file
start-practice-about = 200 invented rows, all the usual mistakes, three minutes
start-begin = Begin
promise-offline = No network access
promise-source = The source file is never changed
promise-protected = Names and phones protected before export
# Long work.
work-opening = { $n ->
    [one] Opening { $file }, { $rows } row
   *[other] Opening { $file }, { $rows } rows
}
work-exporting = { $n ->
    [one] Writing { $file }, { $rows } row
   *[other] Writing { $file }, { $rows } rows
}
work-picking = Choosing a file
work-no-thread = The computer has no room for more work. Close other programs and try again.
work-lost = This work ended by a fault of Tamis. Nothing was written; try again.
# Status bar.
status-rows = { $n ->
    [one] { $rows } row
   *[other] { $rows } rows
}
status-rows-shown = { $n ->
    [one] { $shown } of { $rows } rows shown
   *[other] { $shown } of { $rows } rows shown
}
status-columns = { $n ->
    [one] { $columns } column, { $used } matched
   *[other] { $columns } columns, { $used } matched
}
status-local = Everything stays on this computer
# Problems.
problems-title = Problems
problems-errors = Must be fixed before export
problems-warnings = Worth checking
problems-notes = For information
problems-rows = Whole rows
problems-no-header = (no header)
problems-show = Show
problems-all-rows = All rows
problems-fix = Fix all…
problems-marked = Cells with a problem
count-errors = { $n ->
    [one] { $count } error
   *[other] { $count } errors
}
count-warnings = { $n ->
    [one] { $count } warning
   *[other] { $count } warnings
}
count-notes = { $n ->
    [one] { $count } note
   *[other] { $count } notes
}
safe-title = { $n ->
    [one] { $count } safe fix
   *[other] { $count } safe fixes
}
repair-trim-space-short = spaces
repair-remove-control-short = hidden characters
repair-decimal-comma-short = decimal commas
repair-plain-number-short = plain numbers
repair-boolean-word-short = true/false
repair-gender-word-short = gender
repair-letter-case-short = letter case
repair-country-name-short = countries
repair-currency-name-short = currencies
repair-date-order-short = dates
repair-date-only-short = dates without time
zero-title = 0 problems
zero-ready = Ready to export
zero-preview = See first what leaves
zero-no-rows = No rows
zero-no-rows-about = Nothing to check and nothing to export
# Details.
details-hide = Hide the details
details-none = Choose a cell to see what it means.
details-valid = Valid
details-left-out = Does not leave
leaves-clear = Leaves as it is, in the clear.
leaves-pseudonym = Leaves as a pseudonym, never in the clear.
leaves-blurred = Leaves rounded to 3 decimals.
left-out-generated = The platform generates this field itself.
left-out-duplicate = Two columns claim this field. Choose which one to keep in the Match step.
left-out-proposed = A guess that waits for you.
left-out-unknown = The format has no such field.
details-fix-alike = { $n ->
    [one] Fix { $count } alike…
   *[other] Fix all { $count } alike…
}
details-other-row = Go to row { $row }
details-field = This field
field-name = Name
field-type = Type
field-values = Values
field-unit = Unit
field-example = Example
field-leaves = Upload
field-required = required
field-optional = optional
field-clear = In the clear
field-pseudonym = As a pseudonym
field-blurred = 3 decimals
details-history = History
details-now = Now
details-read-at = Read from the file at { $time }
preview-clear = Leaves in the clear
preview-pseudonym = Leaves as a pseudonym
preview-blurred = Leaves rounded
preview-emptied = Leaves empty: it is not what may leave
preview-empty = Leaves empty
# Grid.
grid-name = Table
grid-editor = Cell text
grid-empty = empty
grid-masked = hidden
grid-unmatched = Left out
grid-no-rows = This table has a header and no rows. Ask for the file again.
grid-no-columns = No column of this file goes into the format yet.
grid-nothing-shown = No row to show. Choose “All rows”.
columns-show = Show the columns that do not leave
columns-hide = Hide the columns that do not leave
# Short messages.
toast-undo = Undo
toast-changed = { $n ->
    [one] { $cells } cell changed
   *[other] { $cells } cells changed
}{ $f ->
    [0] {""}
   *[other] , errors fixed: { $fixed }
}
toast-undone = Undone: { $what }
toast-redone = Done again: { $what }
toast-busy = Wait until the export is written.
toast-no-folder = No program opened the folder { $folder }.
toast-no-practice = The practice file could not be written to the folder for temporary files.
# Read.
read-title = How { $file } was read
line-sheet = Sheet { $sheet }, header in row { $row }
line-text = { $encoding }, { $delimiter }, header in row { $row }
read-next = Go on to Match
# Protect.
protect-method = Method
protect-plain = Plain digest (SHA-256)
protect-plain-about = The same value always gives the same pseudonym. Short numbers can be found again by trying them all.
protect-columns = Protected columns
protect-pseudonym = Pseudonym
protect-decimals = 3 decimals
protect-note = Pseudonymized data are still personal data.
protect-next = Go on to Export
protect-none = No column of this file holds personal data of the format.
protect-before = Before
protect-stays = stays on this computer
protect-after = After
protect-exact = what leaves, to the letter
protect-reveal = Show
protect-hide = Hide
# Export.
export-title = Export { $file }
export-below-ready = Nothing stands in the way.
export-below-blocked = { $n ->
    [one] One thing still blocks the export.
   *[other] { $n } things still block the export.
}
export-see = Look
check-errors = { $e ->
    [one] { $errors } error is left
   *[other] { $errors } errors are left
}, in { $n ->
    [one] { $rows } row
   *[other] { $rows } rows
}
check-no-errors = No errors
check-no-errors-proof = Every cell was checked.
invalid-stop = Fix first
invalid-skip = { $n ->
    [one] Leave { $rows } row out
   *[other] Leave { $rows } rows out
}
invalid-keep = Write all the same
invalid-stop-about = Nothing is written while errors are left.
invalid-skip-about = These rows do not leave. Duplicate meter: of identical rows one leaves; otherwise none.
invalid-keep-about = Errors are written as they are. Personal columns are protected all the same.
check-required = All required columns are there
check-required-proof = customer_external_id, manufacturer, serial_number, device_external_id
check-missing = { $n ->
    [one] { $count } required column is missing
   *[other] { $count } required columns are missing
}
check-protected = { $n ->
    [one] { $columns } column protected
   *[other] { $columns } columns protected
}
check-protected-proof = Pseudonyms: { $pseudonyms }. Rounded coordinates: { $blurred }. Left empty: { $emptied }.
check-left-out = { $n ->
    [one] { $count } column does not leave
   *[other] { $count } columns do not leave
}
export-what = What leaves
export-rows = Rows
export-rows-left-out = Rows left out
export-columns = Columns
export-protected = of them protected
export-kind = Kind of file
export-where = Save as
export-replace = Replace the file that is there
export-not-yet = { $n ->
    [one] Not yet: 1 thing to settle
   *[other] Not yet: { $n } things to settle
}
block-missing = Required columns are missing: { $fields }.
block-errors = { $n ->
    [one] { $rows } row has errors.
   *[other] { $rows } rows have errors.
}
block-no-rows = No row would be written.
block-no-target = No file to write was chosen.
block-exists = A file of this name is there already.
export-button = { $n ->
    [one] Export { $rows } row
   *[other] Export { $rows } rows
}
export-writing = Writing…
done-title = { $n ->
    [one] { $rows } row written
   *[other] { $rows } rows written
}
done-below = { $file }
done-verified = Read back and compared cell by cell
done-verified-proof = The file holds exactly what the preview shows.
done-source-proof = Only the new file was written.
done-kept = { $n ->
    [one] { $rows } row was written with errors
   *[other] { $rows } rows were written with errors
}
done-kept-proof = The platform may refuse it or store something false.
done-summary = Summary
done-rows = Rows written
done-columns = Columns written
done-columns-left-out = Columns left out
done-pseudonyms = Cells pseudonymized
done-blurred = Cells rounded
done-emptied = Cells left empty
done-folder = Open folder
done-again = Export again
done-next = Next file…
# Dialogs.
path-open = Open by path
path-target = Where to write
path-about = Type or paste where the file is. A file can also be dragged onto the window.
path-hint = /home/awa/Juin.xlsx
path-field = Path of the file
path-go = Open
path-take = Use this file
go-to-field = Cell address
go-to-go = Go
go-to-unknown = The table has no such cell. Write it as F214.
sorry-title = This file cannot be opened
confirm-skip-title = { $n ->
    [one] Leave { $rows } row out?
   *[other] Leave { $rows } rows out?
}
confirm-skip-about = They stay in the source file. Write them in a later export, once they are right.
confirm-keep-title = { $n ->
    [one] Write { $errors } error all the same?
   *[other] Write { $errors } errors all the same?
}
confirm-keep-about = The platform may refuse them or store something false. Personal columns are protected all the same.
confirm-keep-go = Write all the same
palette-hint = Type what you want to do
palette-none = No such command.
keys-move = Move
keys-move-keys = Arrows, Tab, Enter
keys-edge = To the edge of the data
keys-edge-keys = Ctrl+arrows, Home, End
keys-select = Select
keys-select-keys = Shift+arrows, Ctrl+A
keys-edit = Edit a cell
keys-edit-keys = F2, or type
keys-cancel = Cancel the edit
keys-cancel-keys = Esc
keys-copy = Copy, cut, paste
keys-copy-keys = Ctrl+C, Ctrl+X, Ctrl+V
keys-clear = Empty cells
keys-clear-keys = Delete
about-format = format meters, 58 fields
about-platform = Pseudonyms are digests of what the cell shows. The platform adds something to its own that it does not publish, so they are not the same.
about-licence = MIT or Apache-2.0. Fonts: Inter, JetBrains Mono (OFL), icons: Phosphor (MIT).
about-copy = Copy technical details
fix-title = { $rule } in { $column }
fix-safe-title = Safe fixes of the whole file
fix-cells = { $n ->
    [one] { $cells } cell
   *[other] { $cells } cells
}
fix-before = In the file
fix-after = Will become
fix-count = Cells
fix-all-lines = All values
fix-listed = { $lines } values are listed, the least usual first. The tick at the top counts for all the others.
fix-none = Nothing to fix here.
fix-scope = Scope
fix-scope-column = Whole column
fix-scope-shown = Rows shown
fix-scope-selection = Selected rows
fix-examples = Examples
fix-mark-space = · marks a space.
fix-mark-odd = ° marks a no-break or invisible space.
fix-one-step = One undo step. The source file does not change.
fix-button = { $n ->
    [one] Fix { $cells } cell
   *[other] Fix { $cells } cells
}
preview-year = Only the year leaves
preview-masked = Leaves masked
choice-true = yes
choice-false = no
choice-m = male
choice-f = female
choice-o = other
do-column-values = Values of this column…
do-all-rows = All rows, order of the file
why-all-shown = Everything is shown already.
why-no-cell = Choose a cell first.
column-distinct = { $n ->
    [one] { $count } distinct value
   *[other] { $count } distinct values
}
column-show-rows = { $n ->
    [one] Show { $rows } row
   *[other] Show { $rows } rows
}
column-hide = Hide this column
column-file-order = Order of the file
column-ascending = Ascending
column-descending = Descending
column-search = Search in the values
column-all-values = All values
column-none = No value holds this.
do-replace = Find and replace…
do-fill-down = Fill down
do-delete-rows = Take these rows out
problems-answer = Answer…
fix-waiting = { $n ->
    [one] { $cells } cell waits for your answer
   *[other] { $cells } cells wait for your answer
}
fix-scope-file = Whole file
replace-find = Find
replace-with = Replace by
replace-whole = Whole cells only
replace-case = Match case
replace-regex = Text pattern (advanced)
replace-all-columns = All columns
replace-not-an-expression = This is not a valid text pattern.
do-history = History…
history-title = History
history-steps = { $n ->
    [one] { $steps } step
   *[other] { $steps } steps
}
history-none = Nothing was changed yet.
history-back = Undo from here
history-recipe = Save as recipe
history-recipe-about = The same steps for the next file of this provider. Holds no value that was typed by hand.
history-page = Page for the provider
history-page-about = “What we corrected in your file”, without a personal value.
history-apply = Apply a recipe…
history-written = Written: { $file }
history-unreadable = This is not a recipe of Tamis, or one of a later version.
details-why = Why?
details-why-hide = Hide the explanation

do-cut = Cut
do-copy = Copy
do-paste = Paste
do-sort-up = Sort ascending
do-sort-down = Sort descending
do-hide-columns = Hide these columns
do-freeze-columns = Freeze up to this column
do-fit-columns = Fit the width
do-move-left = Move column left
do-move-right = Move column right
do-choose-columns = Choose columns…
why-at-edge = The column stands at the edge already.
why-last-columns = One column at least stays shown.
toast-no-block = The selected cells do not form one block, so they cannot be copied together.
toast-paste-nothing = There is nothing to paste here.
paste-title = Paste
paste-where = Into { $from } to { $to }
paste-overwritten = { $n ->
    [one] 1 cell that holds something else is written over.
   *[other] { $count } cells that hold something else are written over.
}
paste-unchanged = { $n ->
    [one] 1 cell already holds what is pasted.
   *[other] { $count } cells already hold what is pasted.
}
paste-rows-beyond = { $n ->
    [one] 1 row does not fit: the table ends before it. It is not pasted.
   *[other] { $count } rows do not fit: the table ends before them. They are not pasted.
}
paste-cols-beyond = { $n ->
    [one] 1 column does not fit: the table ends before it. It is not pasted.
   *[other] { $count } columns do not fit: the table ends before them. They are not pasted.
}
paste-skips-hidden = Rows are hidden by a filter. Only rows that are shown are changed.
paste-examples = What changes
paste-do = { $n ->
    [one] Paste 1 cell
   *[other] Paste { $count } cells
}
choose-columns-title = Columns
choose-columns-count = { $n ->
    [one] 1 of { $all } is shown
   *[other] { $shown } of { $all } are shown
}
choose-columns-search = Search letter, header or field
choose-columns-none = No column of this name.
choose-columns-do = Apply
choose-columns-reset = As in the file
choose-columns-go = Go to { $column }
choose-columns-up = Move { $column } up
choose-columns-down = Move { $column } down

weekdays = Mo Tu We Th Fr Sa Su
calendar-before = Month before
calendar-after = Month after
keys-date = Date: day, week, month
keys-date-keys = Alt+arrows  ·  PgUp  ·  PgDn
keys-parts = Further parts of the selection
keys-parts-keys = Ctrl+click
about-notices = Third-party licences
