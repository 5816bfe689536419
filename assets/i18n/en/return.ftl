# Templates and what goes back to the provider.
write-too-many-rows = This is more than the 1,048,576 rows of a sheet. Choose csv, or split the file (--split).
write-text-too-long = A text is longer than the 32,767 characters that a cell of a workbook holds. Choose csv or json.
write-source-gone = The source file cannot be read any more, and the copy needs it. Open it again and try once more.
return-sheet = To correct
return-title = To correct in { $file }
return-counts = { $n ->
    [one] { $count } problem must be corrected
   *[other] { $count } problems must be corrected
} on the sheet “{ $sheet }”. Doubtful, please check: { $doubtful }.
return-how = Correct the marked cells on the sheet “{ $sheet }”: bold on red is wrong, italics on yellow is doubtful. The note of each cell says what is expected. Please keep the header and the columns as they are, save the file as .xlsx and send it back.
return-notes-capped = Only the first { $count } marked cells have a note; the others are marked only.
return-held-back = { $n ->
    [one] { $count } row of { $file } could not be taken and stands on the next sheet.
   *[other] { $count } rows of { $file } could not be taken and stand on the next sheet.
}
return-held-back-how = Correct the marked cells: bold on red is wrong, italics on yellow is doubtful. The note of each cell says what is expected. Please keep the header and the columns as they are, save the file as .xlsx and send it back. The list below counts the whole file, with the addresses of the file.
return-settled = { $n ->
    [one] { $count } cell was already fixed by us and needs nothing from you; it stands here as you sent it.
   *[other] { $count } cells were already fixed by us and need nothing from you; they stand here as you sent them.
}
return-personal = This workbook holds personal data. Send it to nobody but the person who must correct it, in a protected way.
return-head-mark = Importance
return-head-kind = What is wrong
return-head-column = Column
return-head-cells = Cells
return-head-example = First cell
return-head-expected = What is expected
return-head-where = Go to
return-wrong = Wrong
return-doubtful = Doubtful
return-not-kept = What this copy does not keep
return-not-kept-xlsx = Values and addresses are those of your workbook. Not kept: formulas (their last results stand here), colours and number formats, widths, comments, merged cells, filters, pictures, charts, drop-down lists and macros.
return-not-kept-text = The texts of your table stand at their addresses. Not kept: what stands above the header, formulas (their last results stand here), colours and formats, comments, merged cells, pictures, charts and macros. All cells are text here.
return-not-kept-rows = Only rows with errors are here, one under the other; the last column says where each stands in your file. Formulas, colours and formats are not kept. All cells are text here.
return-suggestion = Proposal: { $value }
return-row-column = Row in your file
return-note-greeting = Hello,
return-note-count = { $n ->
    [one] we could not take everything from your file { $file }: { $count } problem must be corrected.
   *[other] we could not take everything from your file { $file }: { $count } problems must be corrected.
}
return-note-line = - { $title }, column { $column }: { $count }
return-note-more = { $n ->
    [one] - and { $count } other
   *[other] - and { $count } others
}
return-note-how = The attached workbook { $attachment } is your own file. The wrong cells are marked, and a note in each says what is expected; the first sheet lists all of them with links. Please correct them there, keep the header and the columns as they are, and send the workbook back to us.
return-note-end = It holds personal data: please do not forward it. Thank you.
return-name = The name of a file with personal values must end in -PERSONAL-DATA.xlsx, so that nobody uploads it by mistake.
return-written = { $file } was written: { $wrong } cells are marked as wrong, { $doubtful } as doubtful. It holds personal data in the clear: give it to the provider only.
return-held-written = { $file } was written: { $count } rows held back. It holds personal data in the clear: give it to the provider only.
return-nothing = Nothing to send back: no cell is wrong or doubtful.
return-note-title = Note to send with it:
template-sheet-explained = What to write
template-sheet-example = Example
template-sheet-lists = Lists
template-title = How to fill in this workbook
template-fill = Write one meter per row on the sheet “{ $table }”. Dark columns with * are required; leave the others empty where you do not know.
template-keep = Keep the first row as it is. Choosing a cell shows what belongs there; lists open with the arrow beside the cell. The sheet “Example” shows a complete row.
template-personal = Names, addresses and telephone numbers are replaced by pseudonyms before anything is uploaded. Until then this workbook holds personal data: send it in a protected way.
template-head-column = Column
template-head-required = Required
template-head-label = Name
template-head-description = Meaning
template-head-example = Example
template-head-expected = What it takes
template-yes = yes
template-no = no
template-required = Required.
template-prompt = { $required } { $description } { $expected }. Example: { $example }
template-refusal = This is not what the column takes: { $expected }. Example: { $example }
template-kind = The template to write must end in .xlsx.
template-no-field = The format has no such field to fill in: { $names }. “tamis fields” lists all.
template-written = { $file } was written, with { $columns } columns to fill in.
template-header = { $label }:
template-one-of = { $type }: { $values }
cli-merge = Compare a file with the version that the provider corrected; with -o, take it over and write the file for the platform
cli-merge-output = The file to write: .csv, .json, .jsonl or .xlsx. Without it the files are only compared
cli-merge-corrected = The file that came back
cli-merge-conflicts = Whose text counts where both sides changed a cell
label-merge = Corrections taken over: { $c ->
    [one] { $cells } cell
   *[other] { $cells } cells
}, { $a ->
    [one] { $added } row added
   *[other] { $added } rows added
}, { $r ->
    [one] { $removed } row taken out
   *[other] { $removed } rows taken out
}
merge-not-recognised = “{ $file }” is not a corrected version of this file: its columns or its rows are others.
merge-open = { $n ->
    [one] { $count } cell was changed
   *[other] { $count } cells were changed
} both here and by the provider. Nothing was taken over: say whose text counts with --conflicts ours or --conflicts theirs.
merge-rows = { $n ->
    [one] { $count } row was found again
   *[other] { $count } rows were found again
}
merge-count-fixed = Fixed: { $count }
merge-count-still = Changed and still wrong: { $count }
merge-count-newly = Right before and wrong now: { $count }
merge-count-changed = Other changes: { $count }
merge-count-untouched = Wrong and left as it was: { $count }
merge-count-added = Rows added: { $count }
merge-count-removed = Rows removed: { $count }
merge-unknown-columns = Columns that the file does not have, not compared: { $names }
merge-missing-columns = Columns that did not come back: { $names }
merge-fixed = fixed
merge-still-wrong = still wrong
merge-newly-wrong = newly wrong
merge-changed = changed
merge-conflict = (changed here too)
merge-added-row = Added: row { $row } of the corrected file, wrong cells: { $wrong }
merge-removed-row = Removed: row { $row }
merge-left = { $n ->
    [one] { $count } error would be left
   *[other] { $count } errors would be left
}
