# Contrôles et leurs pages d’aide, corrections.
