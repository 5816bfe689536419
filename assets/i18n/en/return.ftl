# Templates and what goes back to the provider.
