"""What the web server calls: the application, following publications from its start."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from config import urls  # noqa: E402, F401  now, and not at the first request: the files may be newer by then
from content import live  # noqa: E402  the models it reads exist only from here on

live.start()

# What is here now stays. The garbage collector would look through all of it every few
# thousand requests, and for those 60 ms nobody would be answered.
gc.collect()
gc.freeze()
