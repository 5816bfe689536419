# Saving, projects, journals, recent files, what is remembered.
do-save = Save the project
do-save-as = Save the project as…
do-clear-recent = Clear the recent files
do-delete-traces = Delete all traces…
why-no-recent = There are no recent files.
why-nothing-kept = Nothing is kept on this computer.
save-title = Save the project
save-about = The work so far, to go on later. It holds personal data and is encrypted.
save-path = Where
save-browse = Browse…
save-replace = Replace the file that is there
save-exists = A file of this name is there already.
save-computer = Only this account on this computer opens it
save-passphrase = Whoever has the passphrase opens it
save-computer-about = Nothing to remember. A copied file is useless elsewhere; who works under your account can open it.
save-passphrase-about = A forgotten passphrase cannot be found again, by anybody.
save-passphrase-field = Passphrase
save-passphrase-again = The same once more
save-passphrase-missing = Type a passphrase.
save-passphrase-differs = The two are not the same.
save-go = Save
open-project-title = Open { $file }
open-project-passphrase = Passphrase of the project
work-saving = Saving { $file }
work-looking-back = Looking for earlier work
toast-saved = Saved: { $file }
toast-settings-failed = The settings cannot be written. They hold until Tamis is closed.
toast-settings-broken = The settings could not be read. They start anew.
toast-traces-deleted = All traces are deleted.
status-kept = Work kept at { $clock }
status-saved = Saved at { $clock }
status-not-kept = Work is not kept
leave-title = Save the work on { $file }?
leave-about = The corrections are in no exported file and in no project. Without saving they are lost.
leave-about-rows = { $n ->
    [one] { $rows } row was left out of the export and is in no file. Saved as a project, it can be fixed later; without saving its corrections are lost.
   *[other] { $rows } rows were left out of the export and are in no file. Saved as a project, they can be fixed later; without saving their corrections are lost.
}
leave-about-more = The latest corrections are in no exported file and no saved project. Without saving they are lost.
leave-save = Save
leave-give-up = Don’t save
resume-title = Resume { $file }?
resume-about = { $n ->
    [one] { $when }, { $changes } change
   *[other] { $when }, { $changes } changes
}
resume-why = Tamis ended before this work was saved or exported. It is kept encrypted on this computer and deleted after 14 days.
resume-go = Resume
resume-later = Later
resume-delete = Delete
restore-gone-title = Where is { $file }?
restore-gone-about = The source file is not there any more: { $path }. The work kept needs it.
restore-gone-path = Where it is now
restore-changed-title = { $file } has changed
restore-changed-about = This file is not the one with which the work was done: { $path }.
restore-changed-what = What still fits can be taken: corrections of cells that hold the same text as then. The rest is left out and counted.
restore-changed-go = Open with what fits
restore-skipped = { $n ->
    [one] { $changes } change did not fit the file as it is now and was left out.
   *[other] { $changes } changes did not fit the file as it is now and were left out.
}
seal-not-ours = “{ $file }” is not a project of Tamis.
seal-later-version = “{ $file }” was made by a later version of Tamis. Install that one.
seal-damaged = “{ $file }” is damaged and cannot be opened. Take a copy if there is one.
seal-wrong-passphrase = The passphrase is wrong, or “{ $file }” is damaged.
seal-passphrase-needed = “{ $file }” needs its passphrase.
seal-other-computer = “{ $file }” opens only on the computer and under the account that saved it, and only while the key of this computer is there. Save it with a passphrase there to bring it here.
computer-key-unreadable = The key of this computer cannot be read. Close other programs and try again.
traces-title = Delete all traces?
traces-about = Deleted on this computer: settings, recent files, profiles of providers, which key belongs to which provider, work kept after a crash, and the practice file.
traces-stay = Your files, exported files, projects and key files of the organization stay where you put them. Files that are open stay open.
traces-key = The key of this computer too
traces-key-about = Projects that only this computer opens can then be opened by nobody, ever again.
traces-go = Delete
recent-title = Recent files
recent-clear = Clear the list
recent-gone = Not found
recent-exported = Exported
recent-errors = { $n ->
    [0] No errors
    [one] { $errors } error left
   *[other] { $errors } errors left
}
recent-project = project
moment-yesterday = yesterday, { $clock }
moment-written = { $day }, { $clock }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
