## The guide: one page for the beginning and one for each step.

do-step-help = Help for this step
do-full-screen = Full screen
do-still-picture = No moving pictures
do-step-read = Go to Read
do-step-match = Go to Match
do-step-fix = Go to Fix
do-step-protect = Go to Protect
do-step-export = Go to Export
do-next-file = Next file
do-previous-file = Previous file
why-one-file = Only one file is open.

guide-start = Start
guide-do = What to do
guide-know = Good to know
guide-start-what = Tamis takes a list of meters and customers as a provider sends it, shows what is wrong with it, helps to fix it, replaces personal data and writes a file that the data platform accepts.
guide-start-do-1 = Open a file with Ctrl+O, or drop it on the window. Excel, OpenDocument, csv and json are read.
guide-start-do-2 = Go through the five steps at the top. Most files need only Fix, Protect and Export.
guide-start-do-3 = To try it without risk, open the practice list from the Help menu. Everything in it is invented.
guide-start-know-1 = The file that you open is never changed. What you export is a new file.
guide-start-know-2 = Tamis never uses a network. Nothing leaves this computer but the file that you hand over yourself.
guide-start-know-3 = What you do is kept as you go. After a power cut, Tamis offers to go on where you were.
guide-start-know-4 = Ctrl+P lists everything that can be done, F1 lists the keys.

guide-read-what = How the file was read: which sheet, in which row the headers stand, and for text files the encoding and the separator. Usually it is right, and you need not come here.
guide-read-do-1 = Look at the first rows. Headers must stand at the top, each value under its header.
guide-read-do-2 = If the wrong sheet or row was taken, choose another one. The rows show at once how it would look.
guide-read-do-3 = If letters look broken (Ã© instead of é), choose another encoding.
guide-read-know-1 = Several sheets with the same headers can be read as one table. Each problem still names its own sheet.
guide-read-know-2 = Hidden rows and columns are data like any other, and are read.
guide-read-know-3 = A row of totals is proposed for removal, and stays until you agree.

guide-match-what = Which column of the file is which field of the platform. What is certain is matched already; what is only likely waits for you.
guide-match-do-1 = Go through the columns that wait. For each one, accept the proposal or choose another field.
guide-match-do-2 = If two columns want the same field, choose one of them, or join them.
guide-match-do-3 = If a required field is missing and is the same in every row, fill it with one value.
guide-match-know-1 = Columns that the platform does not know are left out, unless you send them. Then they leave in clear, and Tamis searches them for personal data.
guide-match-know-2 = After an export you can keep the matching under the provider’s name. The next file opens with it.
guide-match-know-3 = Every column can be matched by keyboard: arrows choose, Enter accepts.

guide-fix-what = Everything that the platform would refuse, and everything that looks odd. Errors must be gone before the export, or their rows stay out; warnings are for you to judge.
guide-fix-do-1 = Begin with the safe fixes: they change how a value is written, not what it says.
guide-fix-do-2 = Choose a group of problems at the left. “Fix all” shows each change before it is made.
guide-fix-do-3 = Where a value can be read in two ways, answer the question once for the whole column.
guide-fix-do-4 = Type into a cell as in Excel. F8 leads to the next problem.
guide-fix-know-1 = Ctrl+Z takes back the last step, whatever it was. The history lists all steps, and any of them can be gone back to.
guide-fix-know-2 = Addresses are those of the provider’s file: F12 is the cell F12 of the workbook that you received.
guide-fix-know-3 = What you cannot fix yourself can go back to the provider as a workbook with the wrong cells marked.

guide-protect-what = What becomes of personal data. Names, ID numbers, addresses, phone numbers and e-mail addresses become pseudonyms, GPS positions are rounded. They never leave in clear.
guide-protect-do-1 = Choose how pseudonyms are made: with a key, which is safer, or without one.
guide-protect-do-2 = Look at both sides: what is in the file, and what will leave.
guide-protect-do-3 = Look at the risk. Fewer details or coarser positions make people harder to recognize.
guide-protect-know-1 = The same value with the same key gives the same pseudonym in every file. Keep the key, and a copy of it in a safe place: without it, next month’s pseudonyms will differ.
guide-protect-know-2 = Phone numbers without a key can be found by trying all numbers. Tamis tells how long that takes.
guide-protect-know-3 = Pseudonymized data are still personal data. Handle the file with care.

guide-export-what = The last look before the file is written: which rows and columns go, which stay, and what was found in texts that leave in clear.
guide-export-do-1 = Decide about each find: keep it with a reason, mask it, or leave the column out.
guide-export-do-2 = Choose the kind of file and where it goes. A blocked button says what blocks it.
guide-export-do-3 = Keep the record beside the file: it says exactly what left, without a single personal value.
guide-export-know-1 = Before the file gets its name, it is opened again and searched for every distinctive name, number and address of the source.
guide-export-know-2 = Good rows can go today. The rows held back can go to the provider as a workbook in the same step.
guide-export-know-3 = “Check a file against its record” tells later whether a file is the one that was exported.
