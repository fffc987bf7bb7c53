"""The roof: settings, root addresses, the Celery application, and the pages that look across everything."""

from scrutiny_portal.celery import app as celery_app

__all__ = ["celery_app"]
