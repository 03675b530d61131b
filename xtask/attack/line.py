"""Tries what an old or careless line would let through, with sslyze, and says what of it was found.

What the clinic states is stricter than Mozilla's "intermediate": TLS 1.3 and nothing older, the key that the enrolment
line names, no session that is gone on with before it was agreed on, no renegotiation, no compression.
"""

import sys
from urllib.parse import urlsplit

from desk import FINGERPRINT, URL, fingerprint
from sslyze import (
    Scanner,
    ScanCommand,
    ScanCommandAttemptStatusEnum,
    ServerNetworkLocation,
    ServerNetworkConfiguration,
    ServerScanRequest,
    ServerScanStatusEnum,
)

OLDER = {
    "SSL 2.0": "ssl_2_0_cipher_suites",
    "SSL 3.0": "ssl_3_0_cipher_suites",
    "TLS 1.0": "tls_1_0_cipher_suites",
    "TLS 1.1": "tls_1_1_cipher_suites",
    "TLS 1.2": "tls_1_2_cipher_suites",
}
# Mozilla's "modern", which is its "intermediate" without TLS 1.2.
SUITES = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"}
GROUPS = {"X25519", "secp256r1", "secp384r1"}


def scanned():
    where = urlsplit(URL)
    location = ServerNetworkLocation(hostname=where.hostname, port=where.port, ip_address=where.hostname)
    # Certificates carry names; the demo's says that it is for this one.
    network = ServerNetworkConfiguration(tls_server_name_indication="localhost")
    scanner = Scanner()
    scanner.queue_scans([ServerScanRequest(server_location=location, network_configuration=network)])
    result = next(iter(scanner.get_results()))
    if result.scan_status != ServerScanStatusEnum.COMPLETED:
        sys.exit(f"the server could not be scanned: {result.connectivity_error_trace}")
    return result.scan_result


def looked_at(scan):
    """Each statement, and whether it holds."""

    def of(name):
        attempt = getattr(scan, name)
        if attempt.status != ScanCommandAttemptStatusEnum.COMPLETED:
            sys.exit(f"{name} could not be tried: {attempt.error_reason} {attempt.error_trace}")
        return attempt.result

    for version, name in OLDER.items():
        accepted = [suite.cipher_suite.name for suite in of(name).accepted_cipher_suites]
        yield f"{version} is refused", not accepted, accepted
    accepted = {suite.cipher_suite.name for suite in of("tls_1_3_cipher_suites").accepted_cipher_suites}
    yield "TLS 1.3 with the suites of Mozilla's statement alone", accepted and accepted <= SUITES, sorted(accepted)
    groups = {curve.name for curve in of("elliptic_curves").supported_curves or []}
    yield "keys are agreed on in the groups of that statement", groups and groups <= GROUPS, sorted(groups)
    yield "nothing is compressed", not of("tls_compression").supports_compression, ""
    yield "nothing is taken before keys are agreed on (0-RTT)", not of("tls_1_3_early_data").supports_early_data, ""
    renegotiation = of("session_renegotiation")
    yield "no client renegotiates", not renegotiation.is_vulnerable_to_client_renegotiation_dos, ""
    yield "Heartbleed", not of("heartbleed").is_vulnerable_to_heartbleed, ""
    yield "CCS injection", not of("openssl_ccs_injection").is_vulnerable_to_ccs_injection, ""
    yield "ROBOT", "NOT_VULNERABLE" in of("robot").robot_result.name, of("robot").robot_result.name
    for deployment in of("certificate_info").certificate_deployments:
        first, *others = deployment.received_certificate_chain
        yield "the key is the one that the enrolment line names", fingerprint(first) == FINGERPRINT, FINGERPRINT
        yield "the key is one of a curve, and no other certificate is sent", not others, type(first.public_key()).__name__
        trusted = any(path.was_validation_successful for path in deployment.path_validation_results)
        print(f"    by design: {'a known authority' if trusted else 'no authority that systems trust'} signed the certificate;")
        print("               workstations know its key, and look at no name, date or authority (ADR 31)")
    strict = of("http_headers").strict_transport_security_header
    yield "Strict-Transport-Security is on an answer", strict is not None, f"{strict.max_age} s" if strict else ""


wrong = 0
for statement, holds, detail in looked_at(scanned()):
    print(f"    {'holds' if holds else 'FAILS'}: {statement}{f' ({detail})' if detail else ''}")
    wrong += not holds
sys.exit(1 if wrong else 0)
