"""What schemathesis is told about the clinic: who it is there, and which ids mean something.

Random ids and places in a chain are refused at the door. So that what lies behind it is reached too, requests that
keep to the description name this workstation, this person and what the clinic holds; those that break it are sent as
they were made.
"""

import schemathesis
from desk import CODE, Desk

desk = Desk()


@schemathesis.auth(refresh_interval=None)
class Tokens:
    def get(self, case, ctx):
        return desk.bearer(), desk.person_bearer()

    def set(self, case, data, ctx):
        wanted = {name for one in ctx.operation.definition.raw.get("security", []) for name in one}
        workstation, person = data
        case.headers = case.headers or {}
        if "workstation" in wanted:
            case.headers["Authorization"] = f"Bearer {workstation}"
        if "person" in wanted:
            case.headers["Mainstay-Person"] = person


def enrol(body):
    body |= {"code": CODE, "public_key": desk.public_key}
    body.pop("facility", None)


def own_trail(body):
    body["writer"] = desk.device
    for line in body["lines"]:
        line["writer"] = desk.device


def own_person(body):
    body["person"] = desk.person


MEANT = {
    "enrol": enrol,
    "push": lambda body: desk.chained(body["changes"]),
    "escrow": lambda body: [change.update(device=desk.device) for change in body["changes"]],
    "hand_in_trail": own_trail,
    "search": own_person,
    "audit_trail": own_person,
    "audit_report": own_person,
    "audit_unusual": own_person,
    "validate": lambda body: body.update(access=desk.person_bearer()),
}


def without_fractions(value):
    """The same with whole numbers written as the protocol has them: a schema cannot tell 7.0 from 7."""
    if isinstance(value, dict):
        return {name: without_fractions(one) for name, one in value.items()}
    if isinstance(value, list):
        return [without_fractions(one) for one in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


@schemathesis.hook
def before_call(context, case, kwargs):
    meta = case.meta
    if meta is None or not meta.generation.mode.is_positive:
        return
    if case.headers and "Mainstay-Epoch" in case.headers:
        case.headers["Mainstay-Epoch"] = desk.epoch
    name = case.operation.definition.raw.get("operationId")
    if name.startswith("snapshot_"):
        case.path_parameters["id"] = desk.snapshot
    if name == "snapshot_chunk":
        case.path_parameters["n"] = int(case.path_parameters["n"]) % 4
    if isinstance(case.body, dict):
        case.body = without_fractions(case.body)
        MEANT.get(name, lambda body: None)(case.body)
