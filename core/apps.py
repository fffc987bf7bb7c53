from django.apps import AppConfig
from django.core.checks import register

from core.checks import the_past_is_out_of_reach


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        register(the_past_is_out_of_reach, "history", deploy=True)
