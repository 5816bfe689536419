# Templates and what goes back to the provider.
write-too-many-rows = This is more than the 1,048,576 rows of a sheet. Choose csv, or split the file (--split).
write-text-too-long = A text is longer than the 32,767 characters that a cell of a workbook holds. Choose csv or json.
