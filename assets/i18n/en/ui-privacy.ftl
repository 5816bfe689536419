# Privacy in the window: methods, keys, risk, the search before and after an export.
do-hide-clear = Hide clear values
work-looking = Looking at what would leave…
work-key = Working on the key…
work-measuring = Measuring…
protect-keyed = With the organization’s key
protect-keyed-about = Without the key, nobody can try all the numbers.
protect-undecided = Not chosen yet: you are asked before the first export.
protect-key-name = Key { $name }
protect-key-before = As before
protect-key-compare = Eight characters to compare by telephone with the other office.
protect-key-backup = Back up…
protect-key-change = Another key…
protect-other = Protect another column…
protect-other-title = Protect another column
protect-other-about = It leaves as a pseudonym. The same value of the same kind always gives the same pseudonym.
protect-other-column = Column
protect-other-kind = What it holds
protect-other-none = Every column that leaves is protected already.
protect-other-go = Protect this column
treat-pseudonym-kind = Pseudonym: { $kind }
treat-decimals = { $n ->
    [one] 1 decimal
   *[other] { $n } decimals
}
treat-year = Only the year
treat-clear = As it is
treat-masked = Masked in places
treat-leave-out = Left out
method-title = How are pseudonyms made?
method-about = Asked once for this file. It can be changed on the Protect page.
method-held = Use the key { $key }, which is open
method-new = Create a key
method-new-about = Without the key nobody can find a name by trying them all. Keep it: next month it gives the same customers the same pseudonyms.
method-open = Use my organization’s key file
method-open-about = Gives the same pseudonyms as the other files and offices that use this key.
method-without = Plain, without a key
method-go = Continue
method-choose = Choose…
key-new-title = Create a key
key-new-about = A random secret, in a file only you can read.
key-new-go = Create the key
key-open-title = Open a key file
key-open-about = The key stays on this computer and goes into no output.
key-open-go = Open the key
key-backup-title = Back up the key
key-backup-about = A second file with the same key, to be kept somewhere else.
key-backup-go = Write the backup
key-where = Where to keep it
key-file = Key file
key-hint = /media/usb/organisation.tamis-key
key-browse = Browse…
key-passphrase = Passphrase
key-passphrase-again = The same passphrase again
key-decline = Keep it without a passphrase
key-declined = Whoever has the file has the key.
key-no-path = Say where the file is.
key-type-passphrase = Type the passphrase of this key.
key-short-passphrase = At least 8 characters; a short sentence is good.
key-not-the-same = The two passphrases differ.
key-exists = There is a file of this name already. Open it, or choose another name: a key is never replaced.
key-made-title = The key is made
key-compare = These eight characters name it. Compare them by telephone when another office opens the key.
key-keep = Keep a backup in another place. Without this key the same customers get other pseudonyms.
key-stands = It is kept in { $file }.
key-backup = Back up now…
key-later = Later
key-toast-backup = The backup { $file } is written.
key-not-remembered = The settings could not be written: the next file will not know which key this provider’s files left with.
key-open-other = Open a key…
key-confirm = Use this key from now on
key-confirm-none = Go without a key from now on
block-key-required = This provider’s files must leave with a key.
block-key-not-at-hand = The key { $expected } is not open.
block-key-other = Earlier files of this provider left with the key { $expected }; this one is { $found }. The same customers would get other pseudonyms.
block-key-none = Earlier files of this provider left with the key { $expected }. Without it the same customers would get other pseudonyms.
block-hits = { $n ->
    [one] Personal data in a clear column waits for your decision.
   *[other] { $count } kinds of personal data in clear columns wait for your decision.
}
block-personal = Nothing was written: personal data would leave in the clear. Decide above what becomes of it.
block-split = Rows per part must be a number.
risk-nobody = Nothing that leaves narrows a person down
risk-none-alone = Nobody stands alone by { $list }
risk-alone-at-place = { $n ->
    [one] { $rows } customer is alone at their point on the map
   *[other] { $rows } customers are alone at their point on the map
}
risk-alone = { $n ->
    [one] { $rows } customer is like no other
   *[other] { $rows } customers are like no other
}: { $list }
risk-few = { $n ->
    [0] No row is like fewer than four others.
    [one] { $rows } row is like fewer than four others.
   *[other] { $rows } rows are like fewer than four others.
}
risk-fine = Serial numbers and customer IDs leave as they are and single out a customer too.
risk-known = Somebody who knows the village could recognize them.
risk-counting = Counting who can still be recognized…
risk-metres-2 = 2 decimals (1.1 km)
risk-metres-1 = 1 decimal (11 km)
risk-after-round = At { $what } { $left } would be left.
risk-after-without = Without “{ $what }” { $left } would be left.
risk-after-without-place = Without the coordinates { $left } would be left.
risk-do-round = { $n ->
    [one] Round to 1 decimal
   *[other] Round to { $n } decimals
}
risk-do-without = Leave out “{ $what }”
risk-do-without-place = Leave the coordinates out
risk-keep = Leave as it is
risk-keep-decimals = { $n ->
    [one] Keep 1 decimal
   *[other] Keep { $n } decimals
}
export-below-counting = Finding out what would leave…
export-counting = Finding out…
export-searched = The written file is read back and searched: no name or phone may be in it.
export-options = Options
option-rows = Rows that go
option-rows-all = All
option-rows-shown = Shown ({ $rows })
option-rows-hint = To export some rows only, show them with a filter in Fix first.
option-drop-empty = Leave empty columns out
option-bom = Mark for Excel (byte order mark)
option-body = As the body of the platform’s interface
option-split = Rows per part
option-split-hint = One file
option-split-body = 10000
export-button-ask = { $n ->
    [one] Export { $rows } row…
   *[other] Export { $rows } rows…
}
hits-none = No personal data in clear columns
hits-none-proof = { $n ->
    [one] Searched for { $count } personal value of this file, and for what looks like one.
   *[other] Searched for { $count } personal values of this file, and for what looks like one.
}
hit-title-name = { $n ->
    [one] { $count } cell holds a customer’s name
   *[other] { $count } cells hold a customer’s name
}
hit-title-id = { $n ->
    [one] { $count } cell holds an identity number
   *[other] { $count } cells hold an identity number
}
hit-title-address = { $n ->
    [one] { $count } cell holds a customer’s address
   *[other] { $count } cells hold a customer’s address
}
hit-title-email = { $n ->
    [one] { $count } cell holds an e-mail address
   *[other] { $count } cells hold an e-mail address
}
hit-title-phone = { $n ->
    [one] { $count } cell holds a telephone number
   *[other] { $count } cells hold a telephone number
}
hit-title-extra = { $n ->
    [one] { $count } cell holds a protected value
   *[other] { $count } cells hold a protected value
}
hit-title-place = { $n ->
    [one] { $count } cell holds exact coordinates
   *[other] { $count } cells hold exact coordinates
}
hit-title-digits = { $n ->
    [one] { $count } cell holds a long number
   *[other] { $count } cells hold a long number
}
hit-place = { $column }, { $n ->
    [one] row { $rows }
   *[other] rows { $rows }
}.
hit-why-own = It is a customer’s own value in this file and would leave in the clear.
hit-why-form = It looks like personal data and would leave in the clear.
hit-show = Show
hit-mask = Mask
hit-keep = Keep…
hit-drop = Leave the column out
decided-keep = Kept in { $column }: { $what }
decided-mask = Masked in { $column }: { $what }
decided-drop = { $column } does not leave: { $what }
decided-keep-proof = { $n ->
    [one] { $count } cell
   *[other] { $count } cells
}. Reason: { $reason }
decided-mask-proof = Each find leaves as ***.
decided-drop-proof = Decided by you.
keep-title = Keep in { $column }: { $what }
keep-about = It leaves in the clear. The reason goes into the record of the export.
keep-field = Reason
keep-hint = Number of the shop, not of a customer
keep-go = Keep it
inconsistent-title = { $column }: { $n ->
    [one] { $count } value is written in two ways
   *[other] { $count } values are written in two ways
}
inconsistent-proof = They differ only in blanks, case or phone format, and would get different pseudonyms.
inconsistent-fix = Write them alike
already-title = { $column }: { $n ->
    [one] { $count } cell is a digest already
   *[other] { $count } cells are digests already
}
already-proof = They leave unchanged and never match pseudonyms made with the key.
check-method-undecided = How pseudonyms are made is asked before the export.
check-method-plain = Pseudonyms without a key.
check-method-keyed = Pseudonyms with the key { $key }.
held-back-tick = Write them for the provider too
held-back-about = A workbook of these rows with the wrong cells marked and explained. It holds personal data in the clear.
held-back-field = Workbook for the provider
leak-title = Leak check of the finished file
leak-kind-name = Names
leak-kind-id = Identity numbers
leak-kind-address = Addresses
leak-kind-email = E-mail addresses
leak-kind-phone = Telephone numbers
leak-kind-extra = Values of columns made personal
leak-kind-place = Exact coordinates
leak-kind-digits = Long numbers
leak-searched = { $count } searched
leak-none = 0 found
leak-kept = { $count } found, kept by you
done-record = Record of the export
done-record-about = What was changed, protected and left out, without any personal data.
done-held-back-about = { $n ->
    [one] { $rows } row marked and explained. Clear personal data: for the provider only.
   *[other] { $rows } rows marked and explained. Clear personal data: for the provider only.
}
done-open = Open
done-edited = Cells corrected
done-key = Key
state-to-settle = { $n ->
    [one] 1 thing to settle
   *[other] { $n } things to settle
}
state-key = Key needed
state-choice = One choice to make
risk-alone-fields = { $n ->
    [one] { $rows } customer is like no other
   *[other] { $rows } customers are like no other
} in { $fields } fields taken together
key-use-held = Use the key { $key }
done-title-clean = { $n ->
    [one] { $rows } row written, no leak found
   *[other] { $rows } rows written, no leak found
}
status-hidden = Clear values of people are hidden
finding-next = Next
finding-decide = Decide…
finding-at = { $cell }: { $at } of { $all }

# Proof: the history forgotten, a file and its record.
do-seal = Seal: forget the history…
do-verify = Check a file against its record…
why-nothing-to-seal = Nothing was done that could be forgotten.
seal-title = Forget the history?
seal-about = { $n ->
    [one] { $count } step is forgotten, and every value that was edited away goes with it: from memory and from what is kept for a crash.
   *[other] { $count } steps are forgotten, and every value that was edited away goes with them: from memory and from what is kept for a crash.
} Nothing of it can be undone any more.
seal-stays = The cells stay as they are now. The source file was never changed.
seal-saved = The saved project holds the history until you save it again.
seal-sure = Forget the history
seal-done = { $n ->
    [one] { $count } step forgotten. The cells stay as they are.
   *[other] { $count } steps forgotten. The cells stay as they are.
}
verify-title = Check a file against its record
verify-about = Is this the file that was exported then, byte by byte?
verify-record = Record of the export (.html or .json)
verify-file = File to check
verify-go = Check
verify-yes = Yes
verify-no = No
verify-unknown = No answer
work-verifying = Comparing { $file } with its record…
problems-protect = Protect…
