"""Commands for looking at the site with a browser; too slow for `make test`."""
