# The command line.
cli-about = Check, fix and pseudonymize a list of electricity meters before upload. Nothing leaves this computer.
cli-file = The file to open: an Excel workbook or a csv
cli-sheet = The sheet to read; the first visible one without it. Given again, further sheets with the same headers are read into the same table
cli-header-row = The row that names the columns, as the spreadsheet numbers it
cli-encoding = The encoding of a text file, such as utf-8 or windows-1252
cli-delimiter = The character between the fields of a text file, or “tab”
cli-as-shown = Take whole numbers as their number format shows them, with zeros in front
cli-fill-merged = Give the text of merged cells to every row that they span
cli-format = How the result is printed
cli-lang = Language of the messages
cli-check = Say what is wrong, and where
cli-export = Write the file for the platform
cli-fields = List the fields of the upload format
cli-output = The file to write: .csv, .json, .jsonl or .xlsx
cli-fix = Fixes to make before: safe takes all lossless ones
cli-invalid = What becomes of rows with errors: stop writes nothing, skip leaves them out, keep writes them
cli-force = Replace the target if it exists
cli-target-kind = The file to write must end in .csv, .json, .jsonl or .xlsx.
cli-schema = The built-in format cannot be read: { $reason }
cli-plain = Pseudonyms are plain SHA-256 digests: no key was named.
cli-rows = { $n ->
    [one] { $rows } row
   *[other] { $rows } rows
}
cli-counts = { $e ->
    [one] { $errors } error
   *[other] { $errors } errors
}, { $w ->
    [one] { $warnings } warning
   *[other] { $warnings } warnings
}, { $n ->
    [one] { $notes } note
   *[other] { $notes } notes
}
cli-error = error
cli-warning = warning
cli-note = note
cli-mark-required = required
cli-mark-p14n = pseudonymized
cli-mark-blurred = blurred
cli-mark-generated = generated
no-window-build = This build has no window. Use “tamis check FILE” and “tamis export FILE -o OUT.csv”.
summary-rows-written = Rows written: { $count }
summary-rows-left-out = Rows left out: { $count }
summary-columns-written = Columns written: { $count }
summary-columns-left-out = Columns left out: { $count } ({ $names })
summary-pseudonymized = Cells pseudonymized: { $count }
summary-blurred = Cells blurred: { $count }
summary-emptied = Cells emptied: { $count }
export-missing-columns = Nothing was written: { $n ->
    [one] a required field has no column
   *[other] required fields have no column
} ({ $fields }). Add it to the file or rename its header.
export-errors-left = Nothing was written: { $n ->
    [one] { $errors } error is left
   *[other] { $errors } errors are left
} in { $r ->
    [one] { $rows } row
   *[other] { $rows } rows
}. Fix them, or choose to leave these rows out (--invalid skip).
export-no-rows-left = Nothing was written: every row has an error, so that leaving them out leaves nothing.
cli-split = Write parts of at most N rows, and a list of them
cli-api = Write json as the body of the platform’s interface, in parts of 10,000 records unless --split says otherwise
cli-bom = Begin a csv with the mark by which Excel knows its encoding
cli-drop-empty = Leave out columns that are empty in every row
cli-api-kind = --api writes json: the file to write must end in .json.
cli-bom-kind = --bom is for csv: the file to write must end in .csv.
cli-report = Send the provider’s own workbook back, with the wrong cells marked and explained
cli-report-output = The file to write; its name must end in -PERSONAL-DATA.xlsx
cli-held-back = With --invalid skip: also write the rows left out, for the provider; the name must end in -PERSONAL-DATA.xlsx
cli-held-back-skip = --held-back goes with --invalid skip.
cli-words = Language of the workbook for the provider, if not that of the messages
no-window-display = No window can be opened: there is no screen here. Use “tamis check FILE” and “tamis export FILE -o OUT.csv”.
no-window-library = No window can be opened: the system package { $package } is missing. Install it, or use “tamis check FILE” and “tamis export FILE -o OUT.csv”.
no-window-refused = No window can be opened: the screen or its OpenGL driver refused it. Use “tamis check FILE” and “tamis export FILE -o OUT.csv”.
cli-template = Write an empty workbook for providers to fill in
cli-template-output = The workbook to write, .xlsx
cli-template-fields = Fields to have, separated by commas; required ones are always there. All without it
cli-template-labels = Headers with the name for people before the field’s name
cli-template-lang = Language of the workbook and of the messages
cli-columns = Say how each column would be read and matched
cli-map = What a column is: HEADER=field; HEADER= leaves it out, HEADER=custom sends it as it is. Can be repeated
cli-profile = Match as this profile of a provider says and, before a file is written, do its steps again (unless --recipe is given); nothing is remembered
cli-map-form = “{ $map }” is not HEADER=field.
cli-corrections = Also write the page “What we corrected in your file” for the provider; it holds no personal value.
cli-sent-back = A workbook that was sent back to the provider before: the record lists it by name and SHA-256. May be given several times
cli-sent-back-unreadable = “{ $file }” cannot be read, so the record could not list it. Nothing was written.
cli-summary = Print the kinds of problems with their counts, not each problem
cli-same-target = Two of the files to write have this name. Give each its own.
