"""How the trained data in `checks/models` came about. Nothing here is needed to check a text."""
