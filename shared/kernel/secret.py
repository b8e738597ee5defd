"""
Secrets: what a person or a machine shows at the door. Only their digests are kept.
"""

import base64
import hmac
import secrets
from hashlib import sha256

_BYTES = 32  # 256 bits: nobody guesses it, so its digest needs no salt and no time.
_FEW_BYTES = 16  # 128 bits: the same holds.


def new_secret() -> str:
    """
    Return a new secret that fits into an address and a cookie.
    """
    return secrets.token_urlsafe(_BYTES)


def new_short_secret() -> str:
    """
    Return a new secret that leaves room for words beside it in a text message.
    """
    return secrets.token_urlsafe(_FEW_BYTES)


def new_webhook_secret() -> str:
    """
    Return a new secret to sign with, as Standard Webhooks writes one.
    """
    return "whsec_" + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def signature_of(secret: str, *, message_id: str, timestamp: int, body: bytes) -> str:
    """
    Sign a message as Standard Webhooks asks.
    """
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    digest = hmac.new(key, signed, sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


def digest_of(secret: str) -> str:
    """
    Return what is kept of a secret: whoever reads the database cannot use it.
    """
    return sha256(secret.encode()).hexdigest()


def proof_of(secret: str, purpose: str) -> str:
    """
    Return what shows that one knows a secret, without showing it.
    """
    return hmac.new(secret.encode(), purpose.encode(), sha256).hexdigest()


def is_same(told: str, known: str) -> bool:
    """
    Compare without telling by the time how much of it was right.
    """
    return hmac.compare_digest(told.encode(), known.encode())
