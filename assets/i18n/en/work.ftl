# What the window says while it works on a large file.
errand-changing = Changing cells…
errand-taking-back = Taking it back…
errand-redoing = Doing it again…
errand-repeating = Repeating the steps…
errand-arranging = Arranging the rows…
errand-counting = Counting values…
errand-stopping = Stopping…
errand-cells = { $n ->
    [one] { $cells } cell done
   *[other] { $cells } cells done
}
errand-cancelled = Cancelled. Nothing has changed.
errand-lost = A change went wrong inside Tamis, and the file was closed so that nothing false is kept. Your work until then is safe: open the file again to resume it.
fix-counting = Counting…
work-seconds-left = { $n ->
    [one] about { $count } second left
   *[other] about { $count } seconds left
}
work-minutes-left = { $n ->
    [one] about { $count } minute left
   *[other] about { $count } minutes left
}
opening-first-rows = These are its first rows. Checking begins when the rest is read.
toast-copy-too-many = That is too much for the clipboard: at most one million cells can be copied at once.
opening-checking = These are its first rows. All rows are read, and every cell is being checked.
work-checking = { $n ->
    [one] Checking { $file }, { $rows } row
   *[other] Checking { $file }, { $rows } rows
}
