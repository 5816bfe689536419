# Matching columns to fields.
