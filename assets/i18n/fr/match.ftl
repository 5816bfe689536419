# Associer les colonnes aux champs.
