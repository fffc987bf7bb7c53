from django.apps import AppConfig


class WorkProgrammeConfig(AppConfig):
    name = "work_programme"
    verbose_name = "Work programme"
