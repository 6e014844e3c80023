"""Whether reports as PDF can be made here: WeasyPrint needs Pango, a library of the system."""

import os

import pytest


def need_pango() -> None:
    """Skip the test where Pango is missing, and fail it in CI."""
    try:
        import weasyprint  # noqa: F401
    except OSError as error:
        why = f"no Pango: {error}; install it (apt-get install libpango-1.0-0 libpangoft2-1.0-0)"
        if os.environ.get("CI", "").lower() in ("true", "1"):
            pytest.fail(why)
        pytest.skip(why)
