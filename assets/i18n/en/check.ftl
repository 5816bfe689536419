# Checks: rules, their cases, help, repairs, questions.
rule-point-thousands = Point for thousands, perhaps
rule-point-thousands-message = “{ $value }”: this column writes thousands with points elsewhere, so this may mean a number a thousand times larger.
rule-placeholder = Filler instead of a value
rule-placeholder-message = “{ $value }” only fills the place of a value. Write the true one, or empty the cell.
rule-null-word = Word for “no value”
rule-null-word-message = “{ $value }” means that there is no value. The platform would store the word; empty the cell.
rule-number-as-text-zeros = Leading zero lost
rule-number-as-text-zeros-message = “{ $value }” has probably lost its leading zero in a spreadsheet: { $full_n ->
        [one] { $full_cells } value of the column has
       *[other] { $full_cells } values of the column have
    } { $full } digits and a zero first, { $short_n ->
        [one] { $short_cells } has
       *[other] { $short_cells } have
    } { $short }.
rule-phone = Telephone number
rule-phone-message = “{ $value }” is not a possible number of the row’s country.
rule-email = E-mail address
rule-email-message = “{ $value }” does not have the form of an e-mail address, such as name@example.com.
rule-coordinates = Doubtful place
rule-coordinates-message = This place is not in the row’s country.
rule-device-with-two-customers = One meter, several customers
rule-device-with-two-customers-message = The same meter stands in row { $other } with another customer.
rule-serial-with-two-manufacturers = One serial number, several manufacturers
rule-serial-with-two-manufacturers-message = The same serial number stands in row { $other } with another manufacturer: the platform makes two meters of them.
rule-spelling-of-identity = Spelled in several ways
rule-spelling-of-identity-message = “{ $value }” is probably another spelling of a value that is more frequent. For the platform they are two.
rule-same-row-twice = Same row twice
rule-same-row-twice-message = Row { $other } is equal to this one in every column.
rule-customer-with-two-names = One customer ID, several names
rule-customer-with-two-names-message = The same customer ID stands in row { $other } with another name.
rule-dates-in-order = Dates far apart
rule-dates-in-order-message = “{ $value }” is a year or more after the installation.
rule-amount-without-currency = Amount without a currency
rule-amount-without-currency-message = “{ $value }” is an amount, and the row names no currency.
rule-plan-days-without-plan = Length of a plan, but no plan
rule-plan-days-without-plan-message = “{ $value }” is the length of a payment plan, and the row names no plan.
rule-untidy-text = Untidy text
rule-untidy-text-message = “{ $value }” is set in a way that makes it another text than it seems.
rule-test-row = Test meter
rule-test-row-message = This row is marked as a test. It is sent, and the platform knows it as a test.
rule-decimal-comma-two-readings = “{ $value }” can be read in two ways, with decimals or with thousands. Choose once for the column.
rule-not-a-number-two-readings = “{ $value }” can be read in two ways. Choose once for the column.
rule-not-a-number-null-word = “{ $value }” is a word for “no value”. Empty the cell.
rule-not-a-number-unit = “{ $value }” has a unit or a sign beside the number. Write the number alone, in the unit of the field.
rule-not-an-integer-two-readings = “{ $value }” can be read in two ways. Choose once for the column.
rule-not-an-integer-null-word = “{ $value }” is a word for “no value”. Empty the cell.
rule-not-an-integer-unit = “{ $value }” has a word beside the number. Write the number alone.
rule-not-a-date-two-readings = “{ $value }” can be day and month, or month and day. Choose once for the column.
rule-not-a-date-null-word = “{ $value }” is a word for “no value”. Empty the cell.
rule-not-a-date-impossible = “{ $value }” is a day that does not exist.
rule-not-a-date-zero = “{ $value }” is how programs write an empty date. Empty the cell.
rule-not-a-date-serial = “{ $value }” is a spreadsheet’s number for a day.
rule-not-a-boolean-null-word = “{ $value }” is a word for “no value”. Empty the cell.
rule-not-in-list-two-readings = “{ $value }” is a number for a gender. Say once for the column which number is which.
rule-not-in-list-null-word = “{ $value }” is a word for “no value”. Empty the cell.
rule-country-code-two-readings = “{ $value }” could be several countries. Choose which one is meant.
rule-country-code-null-word = “{ $value }” is a word for “no value”. Empty the cell.
rule-currency-code-two-readings = “{ $value }” could be several currencies, and the row’s country does not say which. Choose one.
rule-currency-code-null-word = “{ $value }” is a word for “no value”. Empty the cell.
rule-implausible-value-first-day = “{ $value }” is the first day of a computer’s calendar: the date was probably empty.
rule-damaged-number-scientific = “{ $value }”: a spreadsheet wrote this identifier as a number with an exponent, and its last digits are gone. Ask for the file again with this column as text.
rule-damaged-number-lost-digits = “{ $value }”: a spreadsheet keeps only 15 digits and has turned the rest into zeros. Ask for the file again with this column as text.
rule-placeholder-whole-column = One value fills the whole column { $column }, where each row should have its own.
rule-phone-several = “{ $value }”: there is more than one number in this cell. The pseudonym would be that of both together.
rule-phone-not-a-number = “{ $value }” holds letters or signs that no telephone number has.
rule-phone-too-short = “{ $value }” has fewer digits than the numbers of the row’s country.
rule-phone-too-long = “{ $value }” has more digits than the numbers of the row’s country.
rule-phone-extra-zero = “{ $value }” has a zero between the country’s code and the number that must not be dialled.
rule-phone-other-country = “{ $value }” is a number of another country than the row’s.
rule-phone-in-name = “{ $value }”: a telephone number stands in the name.
rule-email-several = “{ $value }”: there is more than one address in this cell.
rule-coordinates-swapped = Latitude and longitude stand in each other’s column: exchanged, the place is in the row’s country.
rule-coordinates-wrong-sign = A minus is missing or too much: with the other sign the place is in the row’s country.
rule-coordinates-zero = 0, 0 is a place in the ocean. Empty both cells when the place is not known.
rule-coordinates-many = Thirty rows or more have this very place. It is probably the site’s, not the customer’s.
rule-dates-in-order-before = “{ $value }” comes before the installation or the purchase.
rule-untidy-text-doubled = “{ $value }” has several blanks in a row.
rule-untidy-text-hidden = “{ $value }” has blanks or characters within that cannot be seen.
rule-untidy-text-decomposed = “{ $value }” has its accents as separate characters. It looks the same and is another text.
rule-untidy-text-curly = “{ $value }” has curly quotes, where the column has straight ones elsewhere.
repair-date-time = Date without its time
repair-date-words = Month name to number
repair-short-year = Year with four digits
repair-date-serial = Day number to date
repair-unit = Number without its unit
repair-degrees = Degrees and minutes to decimals
repair-null-word = Empty the cell
repair-empty-placeholder = Remove the filler
repair-inner-space = One blank between words
repair-compose-letters = Letters with their accents
repair-straight-quotes = Straight quotes
repair-number-out-of-name = Number out of the name
repair-leading-zero = Add the leading zero
repair-common-spelling = Most frequent spelling
repair-swap-place = Exchange latitude and longitude
repair-turn-sign = Change the sign
repair-phone-zero = Remove the extra zero
repair-chosen = The reading that you chose
reading-comma-decimal = The comma stands before decimals
reading-comma-thousands = The comma separates thousands
reading-point-decimal = The point stands before decimals
reading-point-thousands = The point separates thousands
reading-day-first = Day first, then month
reading-month-first = Month first, then day
reading-one-is-male = 1 is a man, 2 a woman
reading-one-is-female = 1 is a woman, 2 a man
reading-percent-as-is = The number before the sign
reading-percent-as-fraction = The hundredth part
reading-means = { $code }
ask-comma = What is the comma in { $column }?
ask-point = What is the point in { $column }?
ask-date-order = In which order are the dates of { $column }?
ask-gender-numbers = Which number is which in { $column }?
ask-percent = What does the percent sign mean in { $column }?
ask-word = Which one is meant by “{ $word }” in { $column }?
habit-comma = { $percent }% of the numbers with decimals use a comma; { $n ->
    [0] none can be read in two ways.
   *[other] { $count } can be read in two ways.
}
habit-dates = { $day } dates prove the day first, { $month } the month first; { $n ->
    [0] none can be read in two ways.
   *[other] { $count } can be read in two ways.
}
severity-error = Error
severity-warning = Warning
severity-note = Note
rule-missing-required-column-help-what = The file has no column for a field that the platform requires.
rule-missing-required-column-help-why = Without it no row can be identified, and the whole import fails.
rule-missing-required-column-help-fix = Match the right column to the field in step 2, or ask for a file that has it.
rule-missing-required-column-help-example = A list without serial numbers.
rule-required-help-what = A cell is empty in a field that must be filled.
rule-required-help-why = The platform refuses the row, or cannot tell its customer or meter.
rule-required-help-fix = Write the value, or leave the row out at export.
rule-required-help-example = An empty serial number.
rule-decimal-comma-help-what = A number has a comma where the format has a point.
rule-decimal-comma-help-why = The platform says that a comma causes an error.
rule-decimal-comma-help-fix = Turn the commas into points for the whole column at once. Where a comma could also separate thousands, you are asked first.
rule-decimal-comma-help-example = 3,5 becomes 3.5.
rule-not-a-number-help-what = A cell of a number field holds something else: a unit, blanks, a word.
rule-not-a-number-help-why = The platform cannot store it as a number.
rule-not-a-number-help-fix = Take the proposal, which shows what it would write, or write the number with digits and a point.
rule-not-a-number-help-example = 1 500 FCFA becomes 1500.
rule-not-an-integer-help-what = A cell of a field for whole numbers holds decimals or something else.
rule-not-an-integer-help-why = The platform cannot store it as a whole number.
rule-not-an-integer-help-fix = Write digits only. 1990.0 becomes 1990 without loss; 4.5 persons must be decided by you.
rule-not-an-integer-help-example = 1990.0 becomes 1990.
rule-not-a-date-help-what = A date is not written as year-month-day, or the day does not exist.
rule-not-a-date-help-why = The platform reads only 2022-01-31, and another order would store a false day.
rule-not-a-date-help-fix = Take the proposal for the column. Where day and month could be exchanged and nothing in the column proves it, you are asked once. A year of two digits is never in the future: 21 is 2021, 60 is 1960.
rule-not-a-date-help-example = 31/12/2021 becomes 2021-12-31; 31/04/2023 does not exist.
rule-not-a-boolean-help-what = A yes-or-no field holds another word than true or false.
rule-not-a-boolean-help-why = The platform knows only these two words.
rule-not-a-boolean-help-fix = Turn oui, yes, vrai, 1 into true and non, no, faux, 0 into false for the whole column.
rule-not-a-boolean-help-example = oui becomes true.
rule-not-in-list-help-what = The value is not one of those that the field allows.
rule-not-in-list-help-why = The platform refuses other values.
rule-not-in-list-help-fix = Take the proposal, or make a table of old and new values for the column.
rule-not-in-list-help-example = Femme becomes F.
rule-country-code-help-what = The country is not a current two-letter code in capitals.
rule-country-code-help-why = The platform finds the country by this code only.
rule-country-code-help-fix = Take the proposal for names. Names that could be several countries are asked.
rule-country-code-help-example = Zambie becomes ZM; Congo could be CD or CG.
rule-currency-code-help-what = The currency is not a current three-letter code in capitals.
rule-currency-code-help-why = Amounts without a known currency cannot be compared.
rule-currency-code-help-fix = Take the proposal. FCFA becomes XOF or XAF by the row’s country.
rule-currency-code-help-example = Naira becomes NGN; ZMK is no longer in use.
rule-out-of-range-help-what = The number cannot exist in this field.
rule-out-of-range-help-why = It would be stored as a false place.
rule-out-of-range-help-fix = Correct the number, or empty the cell.
rule-out-of-range-help-example = A latitude of 915.
rule-duplicate-key-help-what = Several rows have the same customer, manufacturer and serial number.
rule-duplicate-key-help-why = The platform takes them for one and keeps only the last.
rule-duplicate-key-help-fix = Take out the rows that are too many, or correct the serial number.
rule-duplicate-key-help-example = The same meter listed twice for one customer.
rule-error-cell-help-what = The cell holds a spreadsheet’s error instead of a value.
rule-error-cell-help-why = The word itself would be stored.
rule-error-cell-help-fix = Fix the formula in the workbook and open it again, or empty the cell.
rule-error-cell-help-example = #N/A, #REF!, #VALEUR!
rule-damaged-number-help-what = A long identifier was turned into a number and has lost its digits.
rule-damaged-number-help-why = Several meters would become one, and none could be found again.
rule-damaged-number-help-fix = It cannot be fixed. Ask for the file again, with the column formatted as text.
rule-damaged-number-help-example = 254700123456 became 2.547E+11.
rule-duplicate-header-help-what = Two columns could be the same field.
rule-duplicate-header-help-why = Only one can be sent, and the program does not guess which.
rule-duplicate-header-help-fix = Choose one in step 2.
rule-duplicate-header-help-example = Two columns called Model.
rule-control-character-help-what = The cell holds a character that cannot be seen or typed.
rule-control-character-help-why = It makes another value of it, and can break the import.
rule-control-character-help-fix = Remove it; nothing that can be read is lost.
rule-control-character-help-example = A tab or a NUL within a serial number.
rule-unterminated-quote-help-what = A quotation mark was opened in the text file and never closed.
rule-unterminated-quote-help-why = All that follows was read as one cell.
rule-unterminated-quote-help-fix = Close it in the file and open it again.
rule-unterminated-quote-help-example = "Some Street
rule-undecodable-text-help-what = A character of the file could not be read.
rule-undecodable-text-help-why = What it was cannot be known from the file.
rule-undecodable-text-help-fix = Write it anew, or export the file again as UTF-8.
rule-undecodable-text-help-example = Zo� instead of Zoé.
rule-surrounding-space-help-what = There are blanks before or after the value.
rule-surrounding-space-help-why = With them it is another customer, another meter, another pseudonym.
rule-surrounding-space-help-fix = Remove them for the whole file; nothing is lost.
rule-surrounding-space-help-example = “HOP ” and “HOP” are two manufacturers.
rule-implausible-value-help-what = The value is possible, but hardly true.
rule-implausible-value-help-why = It would be stored as if it were true.
rule-implausible-value-help-fix = Look at it, and correct or empty it. You can lower this check.
rule-implausible-value-help-example = A birth year of 1890; a date in the future.
rule-ragged-row-help-what = A line of the text file has more or fewer fields than the header.
rule-ragged-row-help-why = Its cells may stand in the wrong columns.
rule-ragged-row-help-fix = Compare the row with the header. Nothing was dropped.
rule-ragged-row-help-example = A comma within an address that is not quoted.
rule-point-thousands-help-what = A number such as 1.234 in a column that also has 1.234.567.
rule-point-thousands-help-why = If the point separates thousands, the number is a thousand times larger than what would be stored.
rule-point-thousands-help-fix = Say once for the column what the point means.
rule-point-thousands-help-example = 1.234 may be 1234.
rule-placeholder-help-what = A value that somebody typed to fill a cell, or one value in every row.
rule-placeholder-help-why = Many customers would become one, or a person would be stored who does not exist.
rule-placeholder-help-fix = Write the true value, or empty the cell.
rule-placeholder-help-example = Unknown, test, 0000000000, the same account number in every row.
rule-null-word-help-what = A word that means “nothing” instead of an empty cell.
rule-null-word-help-why = The platform stores the word as if it were a value.
rule-null-word-help-fix = Empty these cells all at once. NA in a country is Namibia and stays.
rule-null-word-help-example = N/A, -, néant, RAS, NULL.
rule-number-as-text-zeros-help-what = Codes that are one digit short where nearly all others begin with zero.
rule-number-as-text-zeros-help-why = Without its zero it is another customer, number or pseudonym.
rule-number-as-text-zeros-help-fix = Add the zero for the column, if you know that it belongs there.
rule-number-as-text-zeros-help-example = 977123456 among numbers such as 0966123456.
rule-phone-help-what = The cell is not one telephone number that the row’s country can have.
rule-phone-help-why = The pseudonym of a wrong or double number never matches another file.
rule-phone-help-fix = Keep one number in the cell, and put a second one into its own column. Only lengths and country codes are judged.
rule-phone-help-example = 0977123456/0966123456
rule-email-help-what = The cell does not have the form of an e-mail address.
rule-email-help-why = Its pseudonym never matches another file.
rule-email-help-fix = Correct it, or empty the cell.
rule-email-help-example = name@example
rule-coordinates-help-what = Latitude and longitude do not lie in the row’s country, or on far too many rows.
rule-coordinates-help-why = Maps of access to electricity would show customers where there are none.
rule-coordinates-help-fix = Exchange them or change the sign where that puts the place into its country; else correct or empty them.
rule-coordinates-help-example = 28.3, -15.4 in Zambia is -15.4, 28.3.
rule-device-with-two-customers-help-what = One meter stands in several rows with different customers.
rule-device-with-two-customers-help-why = The platform allows it, but a meter usually has one customer at a time.
rule-device-with-two-customers-help-fix = Check which customer has the meter now.
rule-device-with-two-customers-help-example = A meter that was moved to another house.
rule-serial-with-two-manufacturers-help-what = One serial number stands with several manufacturers.
rule-serial-with-two-manufacturers-help-why = Manufacturer and serial number together are the meter: this makes two of them.
rule-serial-with-two-manufacturers-help-fix = Correct the manufacturer, or leave it if the numbers are equal by chance.
rule-serial-with-two-manufacturers-help-example = HOP A1 and Hexing A1.
rule-spelling-of-identity-help-what = One manufacturer or model is written in several ways.
rule-spelling-of-identity-help-why = For the platform each spelling is another device.
rule-spelling-of-identity-help-fix = Bring the spellings together; the most frequent one is proposed.
rule-spelling-of-identity-help-example = Calin, CALIN, calin.
rule-same-row-twice-help-what = Two rows are equal in every column.
rule-same-row-twice-help-why = One of them is too many.
rule-same-row-twice-help-fix = Take out the copies.
rule-same-row-twice-help-example = A row pasted twice.
rule-customer-with-two-names-help-what = One customer ID stands with several names.
rule-customer-with-two-names-help-why = Two people would share one record.
rule-customer-with-two-names-help-fix = Check the ID. Spellings of one name do not count.
rule-customer-with-two-names-help-example = Customer 17 is Zoé Ngoma and John Banda.
rule-dates-in-order-help-what = Dates of one row contradict each other.
rule-dates-in-order-help-why = Ages and durations computed from them would be wrong.
rule-dates-in-order-help-fix = Correct the date that is wrong; often day and month were exchanged.
rule-dates-in-order-help-example = Taken back before it was installed.
rule-amount-without-currency-help-what = The row has an amount of a payment plan and no currency.
rule-amount-without-currency-help-why = The amount means nothing without it.
rule-amount-without-currency-help-fix = Fill in the currency for the column.
rule-amount-without-currency-help-example = 1500 without ZMW.
rule-plan-days-without-plan-help-what = The row has the length of a plan and no plan.
rule-plan-days-without-plan-help-why = One of the two is probably missing or in the wrong row.
rule-plan-days-without-plan-help-fix = Fill in the plan, or empty the length.
rule-plan-days-without-plan-help-example = 720 days of nothing.
rule-mojibake-help-what = Letters with accents were read in the wrong encoding by an earlier program.
rule-mojibake-help-why = Names and places are stored wrongly and give other pseudonyms.
rule-mojibake-help-fix = Read them again; the preview shows the result.
rule-mojibake-help-example = ZoÃ© becomes Zoé.
rule-untidy-text-help-what = The text has doubled or invisible blanks, separate accents, or mixed quotes.
rule-untidy-text-help-why = It looks the same and is another text, so it gives another pseudonym or device.
rule-untidy-text-help-fix = Take the proposal for the column.
rule-untidy-text-help-example = “Zoé  Ngoma” becomes “Zoé Ngoma”.
rule-test-row-help-what = The row is marked as a test.
rule-test-row-help-why = The platform keeps tests apart from meters in the field.
rule-test-row-help-fix = Nothing, if it is one. Take out the row if it should not be sent.
rule-test-row-help-example = is_test is true.
rule-generated-column-help-what = The platform makes this column itself.
rule-generated-column-help-why = A value from the file would be ignored.
rule-generated-column-help-fix = Nothing. The column is left out.
rule-generated-column-help-example = device_uid
rule-unknown-column-help-what = The format has no such field.
rule-unknown-column-help-why = Sent, it would be stored in the clear beside the table.
rule-unknown-column-help-fix = Match it to a field if it is one; else leave it out.
rule-unknown-column-help-example = Guarantor phone
severity-default = As usual
label-answer = Answer for “{ $column }”: { $n ->
    [one] 1 cell
   *[other] { $count } cells
    }
label-map-values = Values replaced in “{ $column }”: { $n ->
    [one] 1 cell
   *[other] { $count } cells
    }
label-replace = Replaced in “{ $column }”: { $n ->
    [one] 1 cell
   *[other] { $count } cells
    }
label-replace-all = Replaced in all columns: { $n ->
    [one] 1 cell
   *[other] { $count } cells
    }
label-fill-down = Filled down in “{ $column }”: { $n ->
    [one] 1 cell
   *[other] { $count } cells
    }
label-set-rule = Check “{ $rule }”: { $severity }
plan-fixed-rule = The check “{ $rule }” belongs to the format and cannot be changed.
plan-bad-pattern = There is nothing to look for, or it is not a valid text pattern.
outcome-fixed = { $n ->
    [one] 1 cell fixed
   *[other] { $count } cells fixed
    }
outcome-still-wrong = { $n ->
    [one] 1 still wrong
   *[other] { $count } still wrong
    }
cli-fix-command = Fix a file by named fixes and write the platform’s file; --dry-run shows what would change.
cli-rules = Fixes, separated by commas; “safe” stands for all lossless ones.
cli-dry-run = Write nothing; show what would change.
cli-rules-command = List the checks with what they mean.
cli-recipe = Replay a recipe (TOML) before the export.
cli-no-repair = There is no fix “{ $name }”. Fixes: { $names }.
cli-needs-output = Name the file to write with -o, or use --dry-run.
cli-fix-none = These fixes would change nothing.
cli-fix-total = { $n ->
    [one] 1 cell would change.
   *[other] { $count } cells would change.
    }
cli-fix-line = { $column }: { $old } → { $new } ({ $count })
cli-fix-empty = (empty)
recipe-unreadable = The recipe could not be read: { $reason }
recipe-applied = { $n ->
    [one] 1 step of the recipe was applied.
   *[other] { $count } steps of the recipe were applied.
    }
recipe-skipped = Step { $step } does not fit this file: { $reason }
recipe-no-column = no column for “{ $name }”
recipe-left-out = { $n ->
    [one] 1 change was made by hand and is not part of the recipe.
   *[other] { $count } changes were made by hand and are not part of the recipe.
    }
page-title = What we corrected in your file
page-intro = File “{ $file }”. These steps were done in this order. No value of your customers is on this page.
page-none = Nothing was changed.
page-left = What is still open
page-left-line = { $rule } in “{ $column }”: { $count }
page-left-line-file = { $rule }: { $count }
rule-identifier-looks-personal = Identifier looks personal
rule-identifier-looks-personal-message = { $field } leaves in the clear, and most of its values look like phone numbers or numbers of identity documents. Protect this column, or use other identifiers.
rule-identifier-looks-personal-help-what = An identifier that leaves as it is looks like a phone or identity number.
rule-identifier-looks-personal-help-why = The platform stores identifiers in the clear, so that everybody who sees them could call or find the person.
rule-identifier-looks-personal-help-fix = On the Protect page choose “Protect another column…”, and always the same way for this provider; or ask for other identifiers.
rule-identifier-looks-personal-help-example = 0977123456 as the customer’s ID.
rule-personal-data-in-text = Personal data in the clear
rule-personal-data-in-text-message = { $column } leaves in the clear and { $why ->
    [own] holds a personal value of this file
   *[form] holds what looks like personal data
} ({ $what }). Mask it, leave the column out, or keep it with a reason, on the Export page.
rule-personal-data-in-text-help-what = A column that leaves in the clear holds a telephone number, an e-mail address, exact coordinates, a long number, or a customer’s own name, address or number.
rule-personal-data-in-text-help-why = Names and numbers in a note reach the platform in the clear, although the columns for them are protected.
rule-personal-data-in-text-help-fix = Fix the cell; or on the Export page mask what was found, leave the column out, or keep it with a reason. On the command line: --decide. Nothing else lets the export go on.
rule-personal-data-in-text-help-example = “call 0977123456 first” in grid_name.
rule-inconsistent-identifier = One value, several spellings
rule-inconsistent-identifier-message = { $column }: { $n ->
    [one] { $count } value is
   *[other] { $count } values are
} written in a second way that differs only in blanks, letter case or phone format; each spelling gets another pseudonym. Write them alike before the export.
rule-inconsistent-identifier-help-what = A personal column writes one value in several ways that differ only in blanks, letter case or the format of a telephone number.
rule-inconsistent-identifier-help-why = Each spelling gets another pseudonym, so that one person becomes several on the platform.
rule-inconsistent-identifier-help-fix = Choose “Write them alike”: the most frequent spelling takes the place of the others. It is one step and can be undone.
rule-inconsistent-identifier-help-example = 0977 123 456 and +260977123456.
rule-already-pseudonymized = Digests already there
rule-already-pseudonymized-message = { $column }: { $n ->
    [one] { $count } cell is a digest already and leaves
   *[other] { $count } cells are digests already and leave
} unchanged.{ $keyed ->
    [yes] {" "}A digest never matches pseudonyms made with the key.
   *[no] {""}
}
rule-already-pseudonymized-help-what = A personal column holds values that are digests already: 64 hexadecimal digits.
rule-already-pseudonymized-help-why = They pass unchanged. With a key they never match the pseudonyms made here, so that one person may become two.
rule-already-pseudonymized-help-fix = Ask for the file with the values as they were, or go on when the digests were made on purpose.
rule-already-pseudonymized-help-example = 6a099e5c63f0138de7b3dfa7e03c17e551ea23e53c6399a2f0d490d5d87457de
