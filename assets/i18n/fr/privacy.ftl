# Clés, pseudonymes, recherche de fuites, fiche.
