"""The composition root: the only package of the kiosk that sees every adapter."""
