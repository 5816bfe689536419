# For providers, in the window: templates, the workbook that goes back, corrections that come back.
do-new-template = New template…
do-send-back = Send back to the provider…
do-take-over = Take over corrections…
why-returning = A workbook for the provider is being written.
why-comparing = A corrected workbook is being compared.
work-template = Writing { $file }
work-returning = { $n ->
    [one] Writing { $file }, { $rows } row
   *[other] Writing { $file }, { $rows } rows
}
work-comparing = { $n ->
    [one] Comparing { $file }, { $rows } row
   *[other] Comparing { $file }, { $rows } rows
}
provider-written = { $file } was written.
new-template-title = New template
new-template-about = An empty workbook for providers: with lists, checks and explanations in their language.
new-template-file = { $table }-template.xlsx
new-template-no-field = The format has no such field to fill in: { $names }.
new-template-headers = Headers
new-template-names = Names of the fields
new-template-labels = Labels, with the names
new-template-fields = Columns
new-template-required = Required only
new-template-usual = Usual
new-template-all = All
new-template-usual-about = Usual are columns that identify, dates, places, codes and units. Those with * are always there.
new-template-must = { $field }, required: always there
new-template-where = Where to write it
new-template-go = { $n ->
    [one] Write { $count } column
   *[other] Write { $count } columns
}
new-template-done = { $n ->
    [one] { $count } column to fill in. The workbook opens here without a question when it comes back.
   *[other] { $count } columns to fill in. The workbook opens here without a question when it comes back.
}
send-back-title = Send back to the provider
send-back-marked = { $n ->
    [one] { $wrong } cell or row is wrong
   *[other] { $wrong } cells or rows are wrong
}, { $m ->
    [one] { $doubtful } doubtful
   *[other] { $doubtful } doubtful
}
send-back-about = This workbook holds personal data in the clear, as the provider sent it. Give it to this provider only, in a protected way, and never upload it.
send-back-language = Language of the provider
send-back-where = Where to write the workbook
send-back-same-folder = This is the folder of the file for the platform. Another one keeps the two apart.
send-back-go = Write the workbook
send-back-cancelled = Cancelled: no workbook was written.
send-back-done = The workbook for the provider is written
send-back-personal = It holds personal data in the clear. Cells stand as the provider sent them, wrong ones marked.
send-back-note = Note to send with it
send-back-copy = Copy the note
send-back-copied = Copied
corrections-title = Take over corrections
corrections-about = Choose the workbook that the provider corrected. It is compared with the open file; nothing changes before you say so.
corrections-which = The corrected workbook
corrections-compare = Compare
corrections-rows = { $n ->
    [one] { $count } row found again
   *[other] { $count } rows found again
}
corrections-none = Nothing differs: there is nothing to take over.
corrections-fixed = { $n ->
    [one] { $count } fixed
   *[other] { $count } fixed
}
corrections-still = { $n ->
    [one] { $count } still wrong
   *[other] { $count } still wrong
}
corrections-newly = { $n ->
    [one] { $count } newly wrong
   *[other] { $count } newly wrong
}
corrections-changed = { $n ->
    [one] { $count } other change
   *[other] { $count } other changes
}
corrections-added = { $n ->
    [one] { $count } row added
   *[other] { $count } rows added
}
corrections-removed = { $n ->
    [one] { $count } row removed
   *[other] { $count } rows removed
}
corrections-left = { $n ->
    [one] { $count } left wrong
   *[other] { $count } left wrong
}
corrections-both = { $n ->
    [one] { $count } cell was changed here and by the provider. Whose text counts?
   *[other] { $count } cells were changed here and by the provider. Whose text counts?
}
corrections-all-ours = Take all ours
corrections-all-theirs = Take all theirs
corrections-keep-ours = { $cell }, ours: { $value }
corrections-take-theirs = { $cell }, theirs: { $value }
corrections-cell = Cell
corrections-column = Column
corrections-here = Here
corrections-theirs = From the provider
corrections-verdict = Now
corrections-row-added = Added: row { $row } of the corrected workbook
corrections-row-removed = Removed by the provider: row { $row }
corrections-row-wrong = { $n ->
    [one] { $count } cell wrong
   *[other] { $count } cells wrong
}
corrections-take-added = { $n ->
    [one] Add the { $count } new row
   *[other] Add the { $count } new rows
}
corrections-take-removed = { $n ->
    [one] Remove the { $count } row that is gone
   *[other] Remove the { $count } rows that are gone
}
corrections-open = { $n ->
    [one] { $count } cell waits for your answer
   *[other] { $count } cells wait for your answer
}
corrections-one-step = One undo step
corrections-go = { $n ->
    [one] Take over { $count } change
   *[other] Take over { $count } changes
}
