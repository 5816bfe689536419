# Keys, pseudonyms, tripwire, leak check, record.
