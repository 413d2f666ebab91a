"""Delivery over bad lines, beside a naive multipart client and tus-js-client, in one run."""
