"""The API keeps its own description: whatever is asked, no answer is a server's error or of another shape."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from verbale.errors import InputError
from verbale.record.book import Record
from verbale.sharing.web import security
from verbale.sharing.web.app import create_app


class Desk:
    """Reads nothing and says so."""

    def read(self, _: Any) -> Any:
        raise InputError("nothing to read")

    def keep(self, _: Any) -> Any:
        raise InputError("nothing to keep")


CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
FEW = settings(max_examples=6, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


def test_every_answer_is_one_that_the_api_describes(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "READS", 10**6)
    monkeypatch.setattr(security, "WRITES", 10**6)
    described = schemathesis.openapi.from_asgi("/api/openapi.json", create_app(record, reader=Desk()))
    operations = [found.ok() for found in described.get_all_operations()]
    for operation in operations:

        @FEW
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=CHECKS, headers={"Host": "127.0.0.1"})

        ask()
    assert len(operations) >= 14
