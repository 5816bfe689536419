# Reading files: kinds, sheets, header rows.
