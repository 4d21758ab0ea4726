"""The settings of the site, in one file.

They are safe unless somebody opts out: without `SITE_MODE` this is production, which
refuses to start half configured. `make run` sets `SITE_MODE=demonstration`, `make dev`
sets `development`, and the tests set `test`; these three serve plain http on this
machine only and need nothing to be set.
"""

from __future__ import annotations

import enum
import os
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cryptography.fernet import Fernet
from django.core.management.utils import get_random_secret_key

from config import database_urls, reporting
from config.environment import BadEnvironment, Environment
from config.local_secrets import made_once


class SiteMode(enum.StrEnum):
    PRODUCTION = "production"
    DEMONSTRATION = "demonstration"  # the production server on this machine, with unreviewed content
    DEVELOPMENT = "development"  # the reloading server
    TEST = "test"


environment = Environment(os.environ)

BASE_DIR = Path(__file__).resolve().parent.parent
SITE_MODE = environment.one_of("SITE_MODE", SiteMode, SiteMode.PRODUCTION)
IN_PRODUCTION = SITE_MODE is SiteMode.PRODUCTION

# Everything the running site writes. systemd sets this variable for its services.
STATE_DIRECTORY = Path(environment.text("STATE_DIRECTORY", str(BASE_DIR / "var")))

# What was live when this machine last heard from its database, for a start without one.
LAST_GOOD_RELEASE = STATE_DIRECTORY / "last-good-release"

DEBUG = environment.flag("DEBUG", default=SITE_MODE is SiteMode.DEVELOPMENT)
if DEBUG and SITE_MODE is not SiteMode.DEVELOPMENT:
    raise BadEnvironment(
        f"DEBUG is on and SITE_MODE is {SITE_MODE}. "
        "Remove DEBUG, or set SITE_MODE=development on your own machine."
    )

# Secrets and hosts ---------------------------------------------------------------------

MINIMUM_SECRET_LENGTH = 50
MINIMUM_TOKEN_LENGTH = 20
HOW_TO_SECRET = f"Set it to a random text of {MINIMUM_SECRET_LENGTH} characters or more."
HOW_TO_HOSTS = "Set it to the exact host names of the site, with commas between."
HOW_TO_KEYS = (
    "Set it to one or more Fernet keys, the newest first, with commas between. "
    "This makes one: "
    "python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'"
)
ELSEWHERE = "To try the site on your own machine, use `make run`, or set SITE_MODE=development."

if IN_PRODUCTION:
    SECRET_KEY = environment.text("SECRET_KEY", say=f"{HOW_TO_SECRET} {ELSEWHERE}")
    if len(SECRET_KEY) < MINIMUM_SECRET_LENGTH:
        raise BadEnvironment(f"SECRET_KEY is too short. {HOW_TO_SECRET}")
    ALLOWED_HOSTS = environment.texts("ALLOWED_HOSTS", say=HOW_TO_HOSTS)
    if loose := [host for host in ALLOWED_HOSTS if "*" in host or host.startswith(".")]:
        raise BadEnvironment(f"ALLOWED_HOSTS contains {loose[0]}. {HOW_TO_HOSTS}")
    ANSWERS_KEYS = environment.texts("ANSWERS_KEYS", say=HOW_TO_KEYS)
else:
    SECRET_KEY = made_once(STATE_DIRECTORY / "secret-key", get_random_secret_key)
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
    ANSWERS_KEYS = [made_once(STATE_DIRECTORY / "answers-key", lambda: Fernet.generate_key().decode())]

for position, key in enumerate(ANSWERS_KEYS, start=1):
    try:
        Fernet(key)
    except ValueError:
        raise BadEnvironment(
            f"ANSWERS_KEYS: key number {position} is not a Fernet key. {HOW_TO_KEYS}"
        ) from None

# Keys of before still open what they sealed, while a new one takes their place.
SECRET_KEY_FALLBACKS = environment.texts("OLD_SECRET_KEYS", ())

# Content that no clinician has reviewed may be served to try the site out, never in production.
DEMONSTRATION_ALLOWED = not IN_PRODUCTION

# Applications --------------------------------------------------------------------------

INSTALLED_APPS = [
    "config",  # its commands
    "wizard",
    "content",
    "content.admin_site.EditingRoomConfig",  # django.contrib.admin with our site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
]

# A public page runs no query and sets no cookie, and knows nothing of sessions, users and
# messages. Tests hold this.
MIDDLEWARE = [
    "config.headers.SecurityHeaders",  # outside everything that can answer
    "config.watching.Watching",  # numbers and counts whatever is answered
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # static files come compressed already; it pads against BREACH
    "config.nonsense.RefuseNonsense",
    "content.middleware.EditionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.room.Sessions",  # these three answer to editors only
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.editors_wait.EditorsWait",
    "config.room.Accounts",
    "wizard.previewing.PreviewMiddleware",
    "wizard.localising.LocaleMiddleware",  # within a preview, and after it is known what to show
    "config.room.Messages",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        # No APP_DIRS and no loaders: template_partials sets both, cached.
        "OPTIONS": {
            "builtins": ["content.templatetags.locales"],  # any element may hold the content's own words
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",  # the admin needs this and the next
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database ------------------------------------------------------------------------------

DATABASE_URL = environment.text("DATABASE_URL", f"sqlite:///{quote(str(STATE_DIRECTORY / 'db.sqlite3'))}")
DATABASE = database_urls.parsed(
    DATABASE_URL,
    statement_timeout=environment.number("DATABASE_STATEMENT_TIMEOUT", database_urls.STATEMENT_TIMEOUT),
)
DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Uploads -------------------------------------------------------------------------------

# A spreadsheet is all anybody brings. It is read from memory and never reaches the disk;
# what comes with a request larger than this is dropped while it is received.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Cookies and https ---------------------------------------------------------------------

# A browser keeps a cookie called __Host-… only over https and only for exactly this host.
# Safari refuses such a cookie, and Secure, over plain http on loopback.
COOKIE_PREFIX = "__Host-" if IN_PRODUCTION else ""

ANSWERS_COOKIE_NAME = f"{COOKIE_PREFIX}answers"
ANSWERS_COOKIE_SECURE = IN_PRODUCTION

CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
CSRF_COOKIE_SECURE = IN_PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None  # until the browser closes

SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
SESSION_COOKIE_SECURE = IN_PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 8 * 60 * 60  # the store forgets then; content.entrance.sessions ends them earlier

SECURE_SSL_REDIRECT = IN_PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]  # asked over plain http, past the proxy
BEHIND_TLS_PROXY = environment.flag("BEHIND_TLS_PROXY", default=False)
if BEHIND_TLS_PROXY:
    # Only for a proxy that sets this header itself and drops the one a visitor sends.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# config.headers writes the response headers; these settings keep Django's own idea of them the same.
SECURE_HSTS_SECONDS = 63_072_000 if IN_PRODUCTION else 0  # two years
# Other hosts of the same domain may not speak https yet, so only an operator can say this for them.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = environment.flag(
    "HSTS_FOR_WHOLE_DOMAIN", default=False
)
SECURE_REFERRER_POLICY = (
    "same-origin"  # no-referrer makes browsers send `Origin: null`: every post would fail
)
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # it looks for Django's middleware; ours sends X-Frame-Options
    "security.W005",  # HSTS for the whole domain is an operator's to say, above
    "security.W021",
]

# Static files --------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIRECTORY / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
COLLECTED = SITE_MODE in {SiteMode.PRODUCTION, SiteMode.DEMONSTRATION}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_ROOT = BASE_DIR / "static" / "root"  # what browsers ask for without being told where
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = not COLLECTED
WHITENOISE_ALLOW_ALL_ORIGINS = False  # our files are for our own pages

# Language and time ---------------------------------------------------------------------

# The interface speaks these; the first part of an address says which (content/locales.py).
# Django's LocaleMiddleware is not here, since it would look at cookies and headers.
LANGUAGE_CODE = "en"  # has no part of an address
LANGUAGES = [("en", "English"), ("es", "Spanish")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = "content.formats"
DATE_FORMAT = "j F Y"  # where no format of a language says otherwise
USE_TZ = True
TIME_ZONE = "UTC"

# Accounts ------------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "content.entrance.passwords.PaddedCommonPassword"},
]

# In production nobody comes into the editing room with a password alone.
SECOND_FACTOR_REQUIRED = IN_PRODUCTION

# Where visitors come from ----------------------------------------------------------------

# Wrong passwords and too many requests are counted by the place they come from. Behind a
# proxy that place stands in a header, which only the proxies named here may write.
HOW_TO_PROXIES = (
    "Set it to the addresses or networks of the proxies in front of this site, with commas between, "
    "for example 127.0.0.1; write unix for a proxy that comes through a local socket."
)
proxies = environment.texts("TRUSTED_PROXIES", ())
if BEHIND_TLS_PROXY and not proxies:
    raise BadEnvironment(f"BEHIND_TLS_PROXY is set and TRUSTED_PROXIES is not. {HOW_TO_PROXIES}")
TRUSTED_UNIX_SOCKET = "unix" in proxies
try:
    TRUSTED_PROXIES = [ip_network(proxy) for proxy in proxies if proxy != "unix"]
except ValueError as error:
    raise BadEnvironment(f"TRUSTED_PROXIES: {error}. {HOW_TO_PROXIES}") from None
RATE_LIMITS = environment.flag("RATE_LIMITS", default=IN_PRODUCTION)

# Watching ------------------------------------------------------------------------------

METRICS_FILE = STATE_DIRECTORY / "metrics"
METRICS_TOKEN = environment.text("METRICS_TOKEN", "")
if METRICS_TOKEN and len(METRICS_TOKEN) < MINIMUM_TOKEN_LENGTH:
    raise BadEnvironment(
        f"METRICS_TOKEN is too short. Set it to a random text of {MINIMUM_TOKEN_LENGTH} characters or more."
    )

# Logging -------------------------------------------------------------------------------


# A line has a time, a level, a name and a sentence, and the address of a request at most by
# its path: never a query, a cookie or a body. Nothing is mailed, because Django's error
# mails contain what a visitor sent.
class LogFormat(enum.StrEnum):
    JSON = "json"  # one object on a line, with the number of the request
    LINE = "line"  # for people


LOG_FORMAT = environment.one_of("LOG_FORMAT", LogFormat, LogFormat.JSON if IN_PRODUCTION else LogFormat.LINE)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.logs.UtcFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
        "json": {"()": "config.logs.JsonFormatter"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT.value},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
    },
}

# Failures ------------------------------------------------------------------------------

if SENTRY_DSN := environment.text("SENTRY_DSN", ""):
    reporting.start(SENTRY_DSN)
