import os

from django.core.wsgi import get_wsgi_application

from zsa_portal.outages.processes import hold_web, keep_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zsa_portal.settings.production")

application = get_wsgi_application()
hold_web()
keep_loaded()
