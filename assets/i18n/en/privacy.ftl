# Keys, pseudonyms, tripwire, leak check, record.
method-undecided = Method of pseudonyms not chosen yet
method-plain = Plain pseudonyms, without a key
method-keyed = Pseudonyms with a key
label-confirm-key = This key is used from now on
label-treat-column = { $column }: { $treatment }
label-decide = Personal data in { $column }: { $decision }
plan-not-allowed = The column “{ $column }” may not be treated so: personal fields never leave in the clear, and required ones must leave.
decision-none = not decided
decision-keep = kept
decision-mask = masked
decision-drop = column left out
trace-name = name
trace-id = identity number
trace-address = address
trace-email = e-mail address
trace-phone = telephone number
trace-extra = value of a column made personal
trace-place = exact coordinates
trace-digits = long number
treatment-default = as the format says
treatment-clear = leaves as it is
treatment-year = only the year leaves
treatment-leave-out = does not leave
treatment-pseudonym = pseudonym ({ $kind })
treatment-blur = { $decimals ->
    [one] rounded to { $decimals } decimal
   *[other] rounded to { $decimals } decimals
}
hit-own-value = { $column }: { $n ->
    [one] { $count } cell holds
   *[other] { $count } cells hold
} a personal value of this file ({ $what }): { $cells }
hit-form = { $column }: { $n ->
    [one] { $count } cell holds
   *[other] { $count } cells hold
} what looks like personal data ({ $what }): { $cells }
leak-found = { $list } found in the finished file.
leak-nothing-personal = The file has no distinctive personal value to search for.
leak-too-common = { $n ->
    [one] { $count } value is
   *[other] { $count } values are
} too common to search for.
leak-name = { $n ->
    [one] { $found } of { $all } name
   *[other] { $found } of { $all } names
}
leak-id = { $n ->
    [one] { $found } of { $all } identity number
   *[other] { $found } of { $all } identity numbers
}
leak-address = { $n ->
    [one] { $found } of { $all } address
   *[other] { $found } of { $all } addresses
}
leak-email = { $n ->
    [one] { $found } of { $all } e-mail address
   *[other] { $found } of { $all } e-mail addresses
}
leak-phone = { $n ->
    [one] { $found } of { $all } telephone number
   *[other] { $found } of { $all } telephone numbers
}
leak-extra = { $n ->
    [one] { $found } of { $all } value made personal
   *[other] { $found } of { $all } values made personal
}
leak-place = { $n ->
    [one] { $found } of { $all } exact coordinate
   *[other] { $found } of { $all } exact coordinates
}
leak-digits = { $n ->
    [one] { $found } of { $all } long number
   *[other] { $found } of { $all } long numbers
}
leak-in-cell = record { $record }, column { $column }
leak-in-header = header of column { $column }
leak-in-part = inner part { $part }
leak-not-treated = value that should have left as pseudonym or rounded
leak-find = { $what }: { $place }
key-not-a-key = This is not a key file, or it is damaged. Take the key or its backup from where it is kept.
key-later-version = This key file is from a later version of Tamis. Update Tamis first.
key-passphrase-needed = This key needs its passphrase.
key-passphrase-wrong = The passphrase is wrong, or the key file was changed.
key-passphrase-empty = An empty passphrase protects nothing. Type one, or choose to have none.
key-system = The computer gave no random numbers or no memory for the key. Try again.
key-required = Nothing was written: this provider’s files must leave with a key. Name the key.
key-not-at-hand = Nothing was written: the key { $expected } is not at hand. Open its file.
key-other = Nothing was written: earlier files of this provider left with the key { $expected }, this is { $found }. With another key the same customers get other pseudonyms. Take the right key, or confirm the new one.
key-other-none = Nothing was written: earlier files of this provider left with the key { $expected }. Without it the same customers get other pseudonyms. Open the key, or confirm that it goes without.
export-personal-data = Nothing was written: personal data would leave in the clear. Decide for each column what becomes of it (--decide COLUMN=keep, mask or drop):
export-leak = Nothing was written: the finished file held what should have been gone, and was removed.
cli-key = Make and show the key of an organization
cli-key-new = Make a new key in a file of its own
cli-key-show = Show a key’s fingerprint
cli-key-export = Write a backup of a key
cli-key-file = The key file
cli-key-backup = The file of the backup
cli-key-use = Make pseudonyms with this key; plain digests without it
cli-passphrase-fd = Read the passphrase of the key from this file descriptor; without it from TAMIS_PASSPHRASE
cli-no-passphrase = Keep the key without a passphrase: whoever has the file has the key
cli-expect-key = Write nothing with another key than the one of this fingerprint
cli-require-key = Write nothing without a key
cli-decide = What becomes of personal data found in a column that leaves in the clear: keep:REASON, mask or drop
cli-treat = How a column leaves: pseudonym:KIND, blur:DECIMALS or drop
cli-record = Write a record of the export, .html or .json
cli-keyed = Pseudonyms are made with the key { $fingerprint }.
cli-key-needs-passphrase = Give a passphrase by --passphrase-fd or TAMIS_PASSPHRASE, or decline one with --no-passphrase.
key-cannot-read = The key file “{ $file }” is not there or may not be read.
key-passphrase-unreadable = The passphrase could not be read from this file descriptor.
key-shown-sealed = { $fingerprint } (with a passphrase)
key-shown-open = { $fingerprint } (without a passphrase: whoever has the file has the key)
key-made = { $fingerprint } was made. Keep a backup: without this key the same customers get other pseudonyms.
key-backed-up = { $fingerprint } was written to the backup.
warn-inconsistent = { $column }: { $n ->
    [one] { $count } value is
   *[other] { $count } values are
} written in more than one way; each spelling gets another pseudonym.
warn-already = { $column }: { $n ->
    [one] { $count } cell was a digest already and passed
   *[other] { $count } cells were digests already and passed
} unchanged; they never match pseudonyms made with the key.
cli-record-kind = The record must end in .html or .json.
cli-verify = Tell whether a file is the one that a record speaks about
cli-verify-record = The record of an export
cli-verify-file = The file to compare
verify-same = This is the file that was recorded on { $date }.
verify-other = This is not the file that was recorded on { $date }, or it was changed since.
verify-cannot-read = The record or the file is not there or may not be read.
verify-no-record = This is not a record of an export, or it is damaged.
record-title = Record of an export
record-note = Pseudonymized data are still personal data: who has the key, or can guess a value, can find a person again. Serial numbers, accounts and customer IDs leave as they are and single out a customer too.
record-date = Date
record-tamis = Version of Tamis
record-input = Source file
record-output = File written
record-return = File for the provider, with personal data
record-schema = Format
record-method = Pseudonyms
record-keyed = With the key { $fingerprint } (HMAC-SHA-256)
record-plain = Without a key (SHA-256)
record-rows-in = Rows in the source file
record-rows-taken-out = Rows taken out by hand
record-rows-written = Rows written
record-rows-left-out = Rows left out
record-rows-errors = Rows written with errors
record-columns = Columns that left
record-column = Column
record-name = Name in the file
record-treatment = What was done
record-filled = Cells with a value
record-treated = Cells treated
record-emptied = Cells emptied
record-edited = Cells edited before
record-left-out = Columns left out
record-reason = Reason
record-search = Search for personal data
record-searched = Searched for: { $list }.
record-no-hits = No personal data was found in the columns that leave as they are.
record-what = What was found
record-cells = Cells
record-decision = Decision
record-risk = Risk that people are found again
why-out-generated = The platform makes it itself
why-out-unknown = Not in the format
why-out-duplicate = Two columns for one field
why-out-proposed = Proposal not confirmed
why-out-left-out = Left out by the user
why-out-part = Part of a column made from it
why-out-empty = Nothing in it
risk-nothing = No column leaves that narrows a person down.
risk-now = { $n ->
    [one] { $alone } of { $rows } rows is
   *[other] { $alone } of { $rows } rows are
} like no other in { $list }; { $few } share these with fewer than four others.
risk-worst = Most harm does { $field }.
risk-step = { $step }: { $n ->
    [one] { $alone } row alone
   *[other] { $alone } rows alone
}, { $few } with fewer than four others.
risk-place = coordinates
risk-leave-out = Without { $field }
risk-round = { $decimals ->
    [one] Coordinates with { $decimals } decimal
   *[other] Coordinates with { $decimals } decimals
}
figure-plain = All { $digits }-digit phone numbers can be tried in about { $time } on this computer.
figure-seconds = { $n ->
    [one] { $count } second
   *[other] { $count } seconds
}
figure-minutes = { $n ->
    [one] { $count } minute
   *[other] { $count } minutes
}
figure-hours = { $n ->
    [one] { $count } hour
   *[other] { $count } hours
}
figure-days = { $n ->
    [one] { $count } day
   *[other] { $count } days
}
label-unify = One spelling in { $column }: { $n ->
    [one] { $count } cell
   *[other] { $count } cells
}
