"""Giving out a stored file: as a download and nothing else, whatever it holds (promise U3)."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

# What opens in no browser window and runs nothing.
SANDBOX = "sandbox; default-src 'none'"
ANYTHING = "application/octet-stream"


def download(
    request: HttpRequest, file: FieldFile, *, name: str, kept: str, content_type: str = ANYTHING
) -> HttpResponse | FileResponse:
    """Answer with the file under a name, or with its headers alone. `kept` says who on the way may keep a copy.

    Permission is the caller's to ask. The whole file goes out or nothing does: no part of it can be asked for, and no
    tag tells whether it changed. Raises Http404 when the file is gone.
    """
    response: HttpResponse | FileResponse
    if request.method == "HEAD":
        if not file.storage.exists(str(file.name)):
            raise Http404("The file is no longer there.")
        response = HttpResponse(content_type=content_type)
        response["Content-Length"] = file.size
    else:
        try:
            opened = file.open("rb")
        except OSError as gone:
            raise Http404("The file is no longer there.") from gone
        response = FileResponse(opened, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = kept
    return response
