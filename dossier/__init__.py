"""What a dossier is: frozen values and pure rules shared by the counter and the hub."""
