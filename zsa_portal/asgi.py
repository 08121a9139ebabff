import os

from django.core.asgi import get_asgi_application

from zsa_portal.outages.processes import hold_web

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zsa_portal.settings.production")

application = get_asgi_application()
hold_web()
