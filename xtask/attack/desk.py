"""A workstation and a person at it, as another client would be them: written from docs/sync.md alone."""

import hashlib
import json
import os
import time
import uuid

import requests
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

URL = os.environ["MAINSTAY_URL"]
CODE, _, FINGERPRINT = os.environ["MAINSTAY_ENROL"].partition("@")
CERTIFICATE = os.environ["MAINSTAY_CERTIFICATE"]
# The demo clinic's administrator, who may read the audit trail. Everybody's password there is public.
PERSON, PASSWORD = "Kofi Mensah", "demo"
PROTOCOL = "4"
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# Tokens are good for 900 s.
RENEWED_AFTER_SECONDS = 600


def fingerprint(certificate):
    """What a certificate's key is known by: 95 bits of its SHA-256, and Luhn's check symbol modulo 32."""
    key = certificate.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    bits = int.from_bytes(hashlib.sha256(key).digest()) >> (256 - 95)
    places = [(bits >> (5 * place)) & 31 for place in reversed(range(19))]
    total = 0
    for at, place in enumerate(reversed(places)):
        doubled = place * 2 if at % 2 == 0 else place
        total += doubled // 32 + doubled % 32
    places.append(-total % 32)
    text = "".join(SYMBOLS[place] for place in places)
    return "-".join(text[at : at + 4] for at in range(0, 20, 4))


def expected_certificate():
    """The certificate in the server's folder, whose key must be the one that the enrolment line names."""
    with open(CERTIFICATE, "rb") as file:
        return x509.load_pem_x509_certificate(file.read())


class Desk:
    def __init__(self):
        if fingerprint(expected_certificate()) != FINGERPRINT:
            raise SystemExit("the certificate is not the one that the enrolment line names")
        self.key = Ed25519PrivateKey.generate()
        self.token = self.person_token = self.refresh = None
        self.token_until = self.person_until = 0.0
        joined = self.ask("enrol", {"code": CODE, "name": "stranger", "public_key": self.public_key})
        self.device = joined["device"]
        hello = self.ask("hello", {})
        self.epoch = hello["epoch"]
        self.sign_in()
        self.snapshot = self.ask("snapshot", {})["id"]
        self.turn = 0
        self.known = self.known_ids()

    @property
    def public_key(self):
        raw = self.key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        return raw.hex()

    def ask(self, what, body, path="/sync/v1/"):
        headers = {"Mainstay-Protocol": PROTOCOL}
        if what not in ("enrol", "challenge", "token"):
            headers["Authorization"] = "Bearer " + self.bearer()
        method = "GET" if body is None else "POST"
        answer = requests.request(
            method, URL + path + what, json=body, headers=headers, verify=CERTIFICATE, timeout=30
        )
        if answer.status_code != 200:
            raise SystemExit(f"{what} was refused: {answer.status_code} {answer.text}")
        return answer.json()

    def bearer(self):
        """The workstation's token, renewed before its end."""
        if time.monotonic() > self.token_until:
            challenge = self.ask("challenge", {})["challenge"]
            text = f"mainstay/workstation/1\n{self.device}\n{challenge}"
            signature = self.key.sign(text.encode()).hex()
            signed = {"device": self.device, "challenge": challenge, "signature": signature}
            self.token = self.ask("token", signed)["token"]
            self.token_until = time.monotonic() + RENEWED_AFTER_SECONDS
        return self.token

    def sign_in(self):
        if self.refresh is None:
            answer = self.ask("login", {"person": PERSON, "password": PASSWORD}, "/auth/")
        else:
            answer = self.ask("refresh", {"refresh": self.refresh}, "/auth/")
        self.person, self.refresh = answer["person"], answer["refresh"]
        self.person_token = answer["access"]
        self.person_until = time.monotonic() + RENEWED_AFTER_SECONDS

    def person_bearer(self):
        """The token of the person who is signed in here, renewed before its end."""
        if time.monotonic() > self.person_until:
            self.sign_in()
        return self.person_token

    def known_ids(self):
        """A patient, a practitioner and a receptionist, whoever comes first."""
        known = {}
        for row in self.ask("pull?since=0&limit=20000", None)["rows"]:
            role = (row["body"] or {}).get("role")
            known.setdefault(role if row["kind"] == "person" else row["kind"], row["id"])
        return known

    def believable(self, change):
        """In turns a change as it was made, and what a receptionist asks for, with what was made in its fields."""
        self.turn += 1
        text, day = change["command"], change["recorded_at"][:10]
        if self.turn % 3 == 0:
            return
        change |= {"person": self.known["reception"], "command": "register_patient"}
        change["request"] = {
            "id": str(uuid.uuid4()),
            "name": {"family": text, "given": text},
            "sex": "female",
            "birth_date": day,
        }
        if self.turn % 3 == 1:
            change["command"] = "book_appointment"
            change["request"] = {
                "id": str(uuid.uuid4()),
                "patient": self.known["patient"],
                "practitioner": self.known["practitioner"],
                "date": day,
                "start": "09:20",
                "minutes": 20,
                "reason": text,
            }

    def chained(self, changes):
        """Changes as they must be to go on where this workstation's chain ended."""
        hello = self.ask("hello", {})
        sequence, previous = hello["have_through"], hello["have_hash"]
        for change in changes:
            sequence += 1
            change |= {
                "id": str(uuid.uuid4()),
                "device": self.device,
                "person": self.person,
                "sequence": sequence,
                "previous": previous,
                "allotted": change.get("allotted", {}),
            }
            self.believable(change)
            previous = hashlib.sha256(canonical(change)).hexdigest()
        return changes


def canonical(value):
    """The bytes that the chain's hash is over, for values without fractions."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode(errors="replace")
