from django.apps import AppConfig


class TaskGroupsConfig(AppConfig):
    name = "task_groups"
    verbose_name = "Task groups"
