"""Tools that prepare a machine and the files this repository keeps; nothing here ships."""
