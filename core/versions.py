"""Forms that change what somebody else may change meanwhile."""

from django import forms
from django.http import QueryDict


class VersionMixin(forms.Form):
    """Holds the number of the version that was read. After a conflict it is asked for again with the newest one."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def was_overtaken(self, newest: int) -> bool:
        """Whether the form was sent with an older version; then it holds the newest, so that it can be sent again."""
        if not self.is_bound or str(self.data.get("version")) == str(newest):
            return False
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed["version"] = str(newest)
        self.data = typed
        return True
